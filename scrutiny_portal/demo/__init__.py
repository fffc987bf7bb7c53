"""A partnership that does not exist, in every state there is, for showing and learning the portal (`make demo`)."""
