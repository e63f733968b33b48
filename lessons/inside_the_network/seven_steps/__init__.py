"""Lesson: the seven steps of training, watched one by one and then by the hundred."""
