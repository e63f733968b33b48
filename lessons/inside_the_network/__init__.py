"""Part 2: what a network is made of, and what each piece of it does."""

TITLE = "Inside the network"
LESSONS = ("rules", "function", "layers", "forward", "seven_steps", "epochs")
