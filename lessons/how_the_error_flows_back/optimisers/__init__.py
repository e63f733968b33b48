"""What an optimiser makes of the slopes: five rules, by hand, in a ravine and in a network."""
