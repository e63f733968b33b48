"""How each weight is blamed: shares that travel back over every way, and what such a blame promises."""
