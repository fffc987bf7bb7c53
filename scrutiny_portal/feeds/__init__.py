"""What can be followed from outside: calendars, the feed of decisions, and what happened to one recommendation.

Only what anyone may see, whoever asks.
"""
