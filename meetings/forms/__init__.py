"""Forms of meetings: each gives the arguments of one operation."""
