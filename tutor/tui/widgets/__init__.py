"""The app's widgets: prose, charts, knobs, the drawing pad, demos, quizzes, the bar of keys; a file each."""
