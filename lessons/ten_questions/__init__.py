"""Part 1: the questions that everyone asks first, each with an everyday analogy made exact."""

TITLE = "Ten questions everyone asks"
LESSONS = ("thinking", "weights_and_biases", "loss", "mistakes", "gradient", "activation", "learning_rate")
