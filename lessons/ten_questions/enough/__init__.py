"""Question 10: when a network has learned enough, as a violinist who plays for an audience."""
