"""Part 6: what it costs, what it is good for, what it does not understand, and what came after."""

TITLE = "The bigger picture"
LESSONS = ("how_long", "ai_ml_nn", "applications", "understanding", "attention")
COMPLETE = False  # lessons are to come; its graduation comes with the last of them
