"""Where plain descent stops, where it should not, and when there is a quicker way to the same place."""
