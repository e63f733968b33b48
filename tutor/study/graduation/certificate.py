"""The certificate: the course, the part, the date, the score, and the seeds from which anyone draws the same questions.

As text, in ASCII, as Markdown, and (in `picture`) as SVG.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from lessons.kit.titles import question_title
from tutor.study.graduation.picture import as_svg
from tutor.study.graduation.records import COURSE, Graduation, again
from tutor.study.graduation.sizes import WHOLE_COURSE, size_of
from tutor.text.ascii import written_out
from tutor.text.markdown_escape import code, escaped
from tutor.text.words import date
from tutor.text.wrapping import wrapped

WIDTH = 76
"""Characters a line, at most."""
LONGEST_NAME = 60
_JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


@dataclass(frozen=True)
class Format:
    """A form that a certificate comes in.

    Attributes:
        suffix: how its file's name ends.
        write: makes it of a graduation and a name (or "").
    """

    suffix: str
    write: Callable[[Graduation, str], str]


def name_on_it(typed: str) -> str:
    """Return a name as it goes on a certificate: on one line, without what would move a cursor or turn writing round.

    Raises:
        ValueError: it is too long; the message is a sentence.
    """
    name = " ".join("".join(map(_kept, typed)).split())
    if len(name) > LONGEST_NAME:
        raise ValueError(f"A name on a certificate has at most {LONGEST_NAME} characters; this has {len(name)}.")
    return name


def _kept(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    unwanted = kind == "Cs" or (kind == "Cf" and sign not in _JOINERS) or ord(sign) & 0xFFFE == 0xFFFE
    return "" if unwanted else sign


def one_by_one(won: Graduation) -> Iterator[str]:
    """Return a command for each of the questions, which asks that one alone."""
    return (f"nntutor quiz {item.lesson} --question {item.question} --seed {item.seed}" for item in won.items)


def passed_from(won: Graduation) -> str:
    """Return what was graduated from, as the end of a sentence."""
    return "the whole course" if won.part == WHOLE_COURSE else f"the part “{won.title}”"


def as_text(won: Graduation, name: str = "") -> str:
    """Return a certificate as lines of text, for a terminal, a mail, a printer."""
    return "".join(f"{line}\n" for line in _lines(won, name))


def as_ascii(won: Graduation, name: str = "") -> str:
    """Write the certificate in ASCII."""
    return "".join(sign if sign.isascii() else written_out(sign) for sign in as_text(won, name))


def as_markdown(won: Graduation, name: str = "") -> str:
    """Return a certificate as Markdown, for a page on the web, or notes."""
    titles = (question_title(item.question) for item in won.items)
    questions = enumerate(zip(titles, one_by_one(won), won.right, strict=True), start=1)
    bearer = f"**{escaped(name)}**" if name else "The bearer"
    size = size_of(won.part)
    score = f"**{won.score} of {size.questions}** questions right"
    return "\n".join(
        [
            f"# Certificate: {COURSE}",
            "",
            f"{bearer} has graduated from {escaped(passed_from(won))} on {date(won.when)}, with {score}.",
            "",
            f"The {size.in_words} questions were drawn from one seed. Anyone can draw the same:",
            "",
            f"    {again(won)}",
            "",
            "Or one by one:",
            "",
            *(f"{n}. {'✓' if right else '✗'} {escaped(title)}: {code(each)}" for n, (title, each, right) in questions),
            "",
            f"nntutor {escaped(won.version)}, certificate {code(won.id)}",
            "",
        ]
    )


FORMATS: Mapping[str, Format] = {
    "text": Format(".txt", as_text),
    "ascii": Format(".txt", as_ascii),
    "markdown": Format(".md", as_markdown),
    "svg": Format(".svg", as_svg),
}
"""By the names that are typed."""


def _lines(won: Graduation, name: str) -> Iterator[str]:
    rule, size = "═" * WIDTH, size_of(won.part)
    yield from (rule, "", "  CERTIFICATE", f"  {COURSE}", "")
    cells = 1 if all(unicodedata.east_asian_width(sign) not in "WF" for sign in name) else 2
    yield from wrapped(name or "The bearer", WIDTH // cells, "  ", "  ")
    yield from wrapped(f"has graduated from {passed_from(won)}", WIDTH, "  ", "  ")
    yield from (f"  on {date(won.when)}, with {won.score} of {size.questions} questions right.", "", rule, "")
    yield from (f"  The {size.in_words} questions were drawn from one seed. Anyone can draw the same:", "")
    yield from (f"    {again(won)}", "", "  Or one by one (✓ was answered right):", "")
    for number, (item, right) in enumerate(zip(won.items, won.right, strict=True), start=1):
        title = question_title(item.question)
        yield f"  {number:>2} {'✓' if right else '✗'} {title} ({item.lesson} {item.question} {item.seed})"
    yield from ("", "  as in", f"  {next(one_by_one(won))}", "")
    yield from wrapped(f"nntutor {won.version}", WIDTH, "  ", "  ")
    yield f"  certificate {won.id}"
