"""Learning from a score instead of answers: levers, a grid of squares, and rewards that say too much or too little."""
