"""The command line: what may be typed after `nntutor`, and a file for each group of commands."""
