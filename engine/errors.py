"""The kind of error that the engine raises on purpose; its message says what to do next."""


class EngineError(ValueError):
    """Something that the engine was asked to do cannot be done; the message says what would work."""


class OutOfRange(EngineError, IndexError):
    """An index for which there is no place or axis; an IndexError too, so that what waits for one meets it."""
