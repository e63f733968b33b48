"""Every operation of the engine, forward beside backward: a function from arrays to an `Operation`."""
