"""How the app reaches a terminal: dying well, few bytes, and no more frames than the line carries."""

from tutor.tui.driver.composing import FrugalScreen
from tutor.tui.driver.display import TerminalApp
from tutor.tui.driver.pacing import Pace
from tutor.tui.driver.terminal import TerminalDriver

__all__ = ["FrugalScreen", "Pace", "TerminalApp", "TerminalDriver"]
