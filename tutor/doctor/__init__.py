"""`nntutor doctor`: what this terminal and this machine can do, found out without anything but the standard library.

A `Finding` says what was found, whether that is well, and what to do if it is not. `examine` gathers all of them:

- `surroundings` looks around without asking anybody: the environment, the streams, the size;
- `hearing` asks the terminal itself, by way of `talk`, and leaves it as it was;
- `terminal`, `colours`, `signs`, `line`, `keeping` and `software` turn that into findings;
- `report` puts the findings into words.
"""
