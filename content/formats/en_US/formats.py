"""English in the United States: November 20, 2025."""

DATE_FORMAT = "F j, Y"
