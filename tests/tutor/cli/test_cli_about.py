"""`nntutor about` and what `nntutor check` adds on the articles: words for people, and nothing made or opened."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from lessons.kit.articles import read_articles
from lessons.kit.course import ROOT
from lessons.kit.statements import STATEMENTS
from tests.tutor.shell_support import make_course, said
from tutor.cli.about import WHAT

TABLE = """## far-dale

id | kind | statement | to be put right
--|--|--|--
A6.1 | question | Is it a hill? |

## dale

id | kind | statement | to be put right
--|--|--|--
A6.2 | fact | It is steep. |
A6.3 | fact | Over the hill. |
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_course(tmp_path_factory.mktemp("course"))


def test_about_names_version_licence_articles_and_where_progress_is_kept(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tutor.console.version.installed", lambda _: "1.2.3")
    answer = said(ROOT, "about", environment={"COLUMNS": "200"})
    told = " ".join(answer.out.split())
    assert answer.status == 0 and answer.err == "" and told.startswith(f"nntutor 1.2.3 {WHAT} Licence: MIT.")
    articles = read_articles(ROOT)
    assert len(articles) == 4
    for one in articles:
        assert f"{one.letter} “{one.title}” (author: {one.author}; published: {one.published})" in told
    assert f"Your progress is kept in {own_home / 'progress.sqlite3'}." in told
    assert not own_home.exists()


def test_about_is_wrapped_to_the_width() -> None:
    answer = said(ROOT, "about", environment={"COLUMNS": "40", "NNTUTOR_HOME": "/p"})
    assert max(map(len, answer.out.splitlines())) <= 40


def test_about_leaves_out_what_it_does_not_know(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("tutor.console.version.installed", missing)
    monkeypatch.setattr("tutor.console.version.metadata", missing)
    answer = said(root, "about")
    assert answer.status == 0 and "run from its source files" in answer.out
    assert "Licence:" not in answer.out and "articles" not in answer.out


def test_about_says_so_where_no_folder_for_progress_can_be_found(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless(_: object) -> Path:
        raise RuntimeError("no home directory")

    monkeypatch.setattr("tutor.cli.about.home", homeless)
    answer = said(root, "about")
    assert answer.status == 0
    assert "can be found (no home directory); `nntutor doctor`" in " ".join(answer.out.split())


def test_about_takes_nothing_else(root: Path) -> None:
    assert said(root, "about", "me").status == 2


def test_check_of_the_whole_course_notes_what_waits_for_lessons_to_come(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    (course / "ten_questions" / "__init__.py").write_text('"""Ten."""\n\nTITLE = "Ten"\nLESSONS = ()\n')
    assert "wait" not in said(course, "check").err
    (course / STATEMENTS).write_text(TABLE, encoding="utf-8")
    answer = said(course, "check")
    assert answer.err.splitlines() == [
        f"{course / STATEMENTS}: 3 of 3 statements wait for lessons that are to come.",
        "  far-dale  A6.1",
        "  dale      A6.2, A6.3",
    ]
    assert "A6" not in answer.out


def test_a_check_of_some_lessons_says_nothing_of_those_to_come(tmp_path: Path) -> None:
    course = make_course(tmp_path / "course")
    (course / STATEMENTS).write_text(TABLE, encoding="utf-8")
    assert said(course, "check", "bogs").err == "bogs: 1 problem.\n"
