"""Lesson: a forward pass, node by node, and what doubling an input does not do."""
