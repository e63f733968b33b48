"""Learning without answers: groups that nobody has named, and pictures squeezed into a few numbers."""
