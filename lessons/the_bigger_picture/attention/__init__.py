"""Lesson: attention, which looks things up, and what it has in common with all before it."""
