"""Lesson: whether it understands; what a push that nobody would mind, and its own nonsense, do to a network."""
