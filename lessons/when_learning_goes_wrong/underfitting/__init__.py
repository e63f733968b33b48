"""A network that finds no useful pattern: too simple, too slow, held back or blind, and which cure helps which."""
