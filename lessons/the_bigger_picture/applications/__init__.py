"""Lesson: what networks are used for, and what each use has in common with the lessons before."""
