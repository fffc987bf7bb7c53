"""Forms of this app: their fields are the keyword arguments of one operation."""
