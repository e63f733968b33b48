"""How the app reaches a terminal: dying well, few bytes, and no more frames than the line carries."""

from tutor.driver.terminal import TerminalDriver

__all__ = ["TerminalDriver"]
