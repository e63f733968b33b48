"""A demo on the screen: its panel, knobs, keys and words."""
