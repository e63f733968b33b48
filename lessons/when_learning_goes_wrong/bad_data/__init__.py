"""Lesson: what a network learns from data that are true, and that say something else than was meant."""
