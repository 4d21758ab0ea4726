"""Spanish in the United States, which writes numbers as its neighbours do: 1,187.5."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
