"""Forms of the work programme and of suggested topics."""
