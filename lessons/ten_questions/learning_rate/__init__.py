"""Question 8: the learning rate, as a car that has to be parked."""
