"""Question 6: the gradient, as a blindfolded hike into a valley."""
