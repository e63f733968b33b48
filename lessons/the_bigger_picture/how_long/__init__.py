"""How long training takes: a clock on this machine, the law that it follows, and where that law leads."""
