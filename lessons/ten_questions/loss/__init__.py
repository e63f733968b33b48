"""Question 4: the loss, as a scorecard for darts."""
