"""A learner's doings, on a screen or in plain text: quizzes, demos, practice, progress; no terminal."""
