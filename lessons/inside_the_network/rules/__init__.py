"""Lesson: rules that people write, rules that a network finds, and what mends each when the world changes."""
