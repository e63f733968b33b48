"""How the app reaches a terminal: dying well, few bytes, and no more frames than the line carries."""

from tutor.driver.composing import FrugalScreen
from tutor.driver.display import TerminalApp
from tutor.driver.pacing import Pace
from tutor.driver.terminal import TerminalDriver

__all__ = ["FrugalScreen", "Pace", "TerminalApp", "TerminalDriver"]
