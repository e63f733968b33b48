"""The course as a plain conversation: lines in, lines out, no colour, no boxes, nothing drawn over."""
