"""How far a learner is: standing, mastery, and mistakes with their remedies."""
