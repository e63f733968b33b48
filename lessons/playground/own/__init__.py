"""Data of the learner's own: a file of fields, read once, checked whole, and made into examples."""
