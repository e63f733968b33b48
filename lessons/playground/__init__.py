"""The playground: any network of the course on any of its data, free to be set up, watched, stepped and edited.

It is no part of the course and has no lesson: its one demo, `run.playground()`, is played like any other.
"""
