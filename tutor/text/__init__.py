"""Words as a terminal takes them: widths, folding, formulas, Markdown as plain text."""
