"""Question 9: whether learning tires a network, as a robot in the gym."""
