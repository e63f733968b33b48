"""`nntutor doctor`: what this terminal can do, whether all that is needed is there, and what to set if it is not."""

from __future__ import annotations

from types import SimpleNamespace

from tutor.console.environment import has_only_ascii
from tutor.console.shell import FINE, WRONG, Shell
from tutor.doctor.examination import examine
from tutor.doctor.report import WIDEST, as_record, conclusion, in_words
from tutor.doctor.surroundings import look_around
from tutor.text.wrapping import wrapped


def doctor(shell: Shell, options: SimpleNamespace) -> int:
    """Examine, and tell each finding as soon as there is one; status 1 if something will not work."""
    findings, around = [], look_around(shell)
    width = min(WIDEST, around.size[0] - 1) if around.size and around.size[0] else WIDEST
    ascii_only = has_only_ascii(shell.environment, around.encoding)
    for finding in examine(shell, around):
        findings.append(finding)
        if not options.json:
            shell.say(*in_words(finding, width, ascii_only=ascii_only))
    if options.json:
        shell.tell(as_record(findings))
    else:
        shell.say("", *wrapped(conclusion(findings), width))
    return WRONG if any(finding.verdict == "trouble" for finding in findings) else FINE
