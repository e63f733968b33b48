"""Any sequence of records, visits, resets and undos gives what a simple model, a list of events, gives."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lessons.kit.course import outline
from tests.tutor.shell_support import make_course
from tutor.store import Attempt, Bookmark, open_store
from tutor.store.rows import clean
from tutor.study.progress.standing import standings

LESSONS = ("hills", "bogs")
QUESTIONS = ("double", "bigger", "held", "gone")
replies = st.text(max_size=30)
events = st.one_of(
    st.tuples(st.just("record"), st.sampled_from(LESSONS), st.sampled_from(QUESTIONS), st.booleans(), replies),
    st.tuples(st.just("visit"), st.sampled_from(LESSONS), st.integers(0, 6), replies),
    st.tuples(st.just("reset"), st.sampled_from((None, *LESSONS))),
    st.tuples(st.just("undo")),
    st.tuples(st.just("reopen")),
)


@dataclass
class Model:
    """What should be there: everything that happened, and how much of it each standing reset covers."""

    happened: list[tuple[object, ...]] = field(default_factory=list)
    resets: list[tuple[str | None, int]] = field(default_factory=list)

    def visible(self, kind: str, lesson: str) -> list[tuple[object, ...]]:
        covered = max((upto for of, upto in self.resets if of in (None, lesson)), default=0)
        return [e for i, e in enumerate(self.happened) if i >= covered and e[0] == kind and e[1] == lesson]

    def anything(self, lesson: str | None) -> bool:
        return any(self.visible(kind, one) for kind in ("record", "visit") for one in LESSONS if lesson in (None, one))


def stored(text: str) -> str:
    return clean(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(events, max_size=25))
def test_the_store_agrees_with_the_model(happenings: list[tuple[object, ...]]) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        home = {"NNTUTOR_HOME": folder}
        store, model = open_store(home), Model()
        for event in happenings:
            match event:
                case ("record", str(lesson), str(question), bool(right), str(reply)):
                    assert store.record(Attempt(lesson, question, 1, reply, "right" if right else "wrong")) is None
                    model.happened.append(event)
                case ("visit", str(lesson), int(page), str(draft)):
                    store.visit(Bookmark(lesson, page, draft=draft))
                    model.happened.append(event)
                case ("reset", None | str() as of):
                    before = sum(len(model.visible("record", one)) for one in LESSONS if of in (None, one))
                    assert store.reset(of) == before
                    if model.anything(of):
                        model.resets.append((of, len(model.happened)))
                case ("undo",):
                    assert (store.undo_reset() is None) == (not model.resets)
                    model.resets = model.resets[:-1]
                case _:
                    store.close()
                    store = open_store(home)
        for lesson in LESSONS:
            made = [(made.question, made.verdict, made.reply) for made in store.attempts(lesson)]
            assert made == [
                (question, "right" if right else "wrong", stored(str(reply)))
                for _, _, question, right, reply in model.visible("record", lesson)
            ]
            visits = model.visible("visit", lesson)
            assert store.pages_seen(lesson) == {visit[2] for visit in visits}
            place = store.last_place(lesson)
            found = (place.page, place.draft) if place else None
            assert found == ((visits[-1][2], stored(str(visits[-1][3]))) if visits else None)
        course = make_course(Path(folder) / "course")
        hills = standings(store, outline(course))["hills"]
        right_ones = {e[2] for e in model.visible("record", "hills") if e[3]} & {"double", "bigger", "held"}
        seen = {e[2] for e in model.visible("visit", "hills")} & {1, 2, 3, 4}
        assert (hills.right, hills.pages_seen) == (len(right_ones), len(seen))
        done, begun = len(right_ones) == 3, model.anything("hills")
        assert hills.state == ("done" if done else "begun" if begun else "not begun")
        store.close()
