"""Challenges of the playground: a sentence, a start and a goal, which is checked of the run that is there."""
