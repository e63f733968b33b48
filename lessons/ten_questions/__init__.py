"""Part 1: the questions that everyone asks first, each with an everyday analogy made exact."""

TITLE = "Ten questions everyone asks"
LESSONS = (
    "thinking",
    "weights_and_biases",
    "why_go_back",
    "loss",
    "mistakes",
    "gradient",
    "activation",
    "learning_rate",
    "tired",
    "enough",
)
