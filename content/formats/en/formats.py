"""English for everywhere: 20 November 2025."""

DATE_FORMAT = "j F Y"
