"""What tells memorising from understanding, and what each cure of overfitting costs."""
