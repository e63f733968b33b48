"""Question 2: weights and biases, as the amounts in a recipe."""
