"""A quiz on the screen: its panel, questions, replies and keys."""
