"""Whether learning can get stuck: marbles in valleys, networks that start in the wrong place, and how ground bends."""
