"""A tiny lesson in which nothing is wrong; the tests break it, one rule at a time."""
