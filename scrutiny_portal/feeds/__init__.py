"""What can be followed from outside: calendars, and the feed of decisions. Only what anyone may see, whoever asks."""
