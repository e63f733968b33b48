"""AI, machine learning, neural network: which is what, and which of them has a slope to follow."""
