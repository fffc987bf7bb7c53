"""Reading minutes that exist: pure functions from a text to what it says, with the place of every word."""
