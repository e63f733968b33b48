"""Part 4: what can go wrong while a network learns, how to tell, and what mends it."""

TITLE = "When learning goes wrong"
LESSONS = ("overfitting", "underfitting", "local_minima", "bad_data", "is_it_learning")
COMPLETE = False  # lessons are to come; its graduation comes with the last of them
