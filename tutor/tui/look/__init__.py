"""How the app looks: themes, colours or none, ASCII."""
