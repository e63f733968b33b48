"""Part 1: the questions that everyone asks first, each with an everyday analogy made exact."""

TITLE = "Ten questions everyone asks"
LESSONS = ("gradient", "activation", "learning_rate")
