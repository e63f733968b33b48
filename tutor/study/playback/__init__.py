"""A demo as a learner plays it: its past, its prediction, the worker that computes it."""
