"""English in the United States: November 20, 2025, 14:30."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, H:i"
