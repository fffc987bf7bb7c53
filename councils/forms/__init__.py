"""Forms of who is who and of quiet periods."""
