"""The course on the screen: lessons, mistakes, graduation."""
