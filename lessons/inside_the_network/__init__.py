"""Part 2: what a network is made of, and what each piece of it does."""

TITLE = "Inside the network"
LESSONS = ("rules", "function", "layers", "forward", "epochs")
COMPLETE = False  # more lessons are to come; its graduation comes with the last of them
