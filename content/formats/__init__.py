"""How numbers and dates are written, where Django has another idea or none."""
