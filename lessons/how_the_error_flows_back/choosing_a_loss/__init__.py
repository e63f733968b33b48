"""Which loss: its slope decides which mistakes push, and how hard."""
