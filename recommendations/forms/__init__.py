"""Forms of the writing side: their fields are the keyword arguments of one operation each."""
