"""Lesson: what a network is a function of, from dots that nobody joined."""
