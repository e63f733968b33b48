"""Part 3: how the error is traced back to each weight, and the ways to walk downhill."""

TITLE = "How the error flows back"
LESSONS = ("backpropagation", "recycling", "choosing_a_loss", "costly_mistakes", "descent", "schedules", "optimisers")
