"""Costly mistakes: what a price on one kind of mistake does, and the bar that does the same."""
