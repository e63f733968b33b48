"""The course: prose, demos and quizzes. It imports the engine and draws nothing: it gives data to be drawn."""
