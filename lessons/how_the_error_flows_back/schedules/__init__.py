"""Whether the learning rate should change as a network learns: five schedules, by hand and at work."""
