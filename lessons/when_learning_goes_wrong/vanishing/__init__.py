"""The lesson on gradients that vanish in deep networks, and on what brings the first layers back to life."""
