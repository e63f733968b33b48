"""Findings in plain words, a few lines each, in ASCII where the terminal may know nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tutor.doctor.finding import Finding
from tutor.text.words import counted, listed
from tutor.text.wrapping import wrapped

WIDEST, NARROW = 79, 50
"""Columns: lines are never longer than the one; below the other, names stand on lines of their own."""
MARKS = {"fine": "ok", "note": "note", "trouble": "TROUBLE"}
MARK_WIDTH, NAME_WIDTH = 9, 15


def in_words(finding: Finding, width: int, *, ascii_only: bool) -> Iterator[str]:
    """A finding and its advice, no wider than `width` where that can be."""
    mark = MARKS[finding.verdict]
    texts = [finding.found + ".", *([f"-> {finding.advice}"] if finding.advice else [])]
    if width < NARROW:
        lines = [f"{mark}: {finding.name}", *(line for text in texts for line in wrapped(text, width, "  ", "  "))]
    else:
        rest = " " * (MARK_WIDTH + NAME_WIDTH)
        first = f"{mark:{MARK_WIDTH}}{finding.name:{NAME_WIDTH}}"
        lines = [*wrapped(texts[0], width, first, rest)]
        lines += [line for text in texts[1:] for line in wrapped(text, width, rest, rest + "   ")]
    return (_harmless(line, ascii_only=ascii_only) for line in lines)


def conclusion(findings: Sequence[Finding]) -> str:
    """Sum up all findings in a sentence or two."""
    wrong = [finding.name for finding in findings if finding.verdict == "trouble"]
    notes = sum(finding.verdict == "note" for finding in findings)
    better = f" {counted(notes, 'note')} {'says' if notes == 1 else 'say'} what could be better." if notes else ""
    if wrong:
        return f"Something will not work: look at {listed(wrong)}.{better}"
    return f"Everything will work here.{better}"


def as_record(findings: Sequence[Finding]) -> Mapping[str, object]:
    """Return all findings as a record for programs."""
    return {
        "type": "doctor",
        "works": not any(finding.verdict == "trouble" for finding in findings),
        "findings": [
            {
                "name": finding.name,
                "verdict": finding.verdict,
                "found": finding.found,
                "advice": finding.advice,
                "facts": finding.facts,
            }
            for finding in findings
        ],
    }


def _harmless(line: str, *, ascii_only: bool) -> str:
    """Nothing in names and paths from outside may be an order to the terminal."""
    seen = "".join(sign if sign.isprintable() else "?" for sign in line)
    return seen.encode("ascii", "replace").decode() if ascii_only else seen
