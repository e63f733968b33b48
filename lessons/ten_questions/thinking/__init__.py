"""Question 1: a network is like a brain; so is it thinking? Confidence far from home, and learning by heart."""
