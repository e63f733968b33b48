"""The tables of the progress file.

`at` is what the clock said. `tick` is the order: the clock's microseconds since 1970, but always more than any tick
that was given here before (a hybrid logical clock: Kulkarni et al., "Logical Physical Clocks", 2014); the last one is
kept as the setting `clock`. So a clock that runs backwards upsets no order, and rows from several machines fall into
one order, whichever was merged first. A merge sets the clock to its own time, and never to what comes with it. `id` is
unique among all machines; `number` says in which order the rows came here, and nothing else.

A visit is to a page or, on a page that asks, to one of its questions: with the numbers it was drawn from, and the reply
that was half typed there.
"""

SCHEMA_VERSION = 2
"""Raised by one whenever a table changes; a file with a higher one is left alone, an older one is brought up to date
(upgrade.py)."""

EVENTS = """
CREATE TABLE IF NOT EXISTS events (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    tick INTEGER NOT NULL,
    kind TEXT NOT NULL,
    lesson TEXT NOT NULL,
    data TEXT NOT NULL
)"""

INDEXED = {
    **{f"{table}_in_order": f"{table} (tick, id)" for table in ("attempts", "visits", "events", "resets", "undos")},
    "attempts_by_question": "attempts (lesson, question, tick, id)",
    "visits_by_page": "visits (lesson, page)",
    "events_by_kind": "events (kind, tick, id)",
}
"""Columns by the name of their index. A file that lacks one is given it: that changes no version."""

INDEXES = tuple(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}" for name, columns in INDEXED.items())

SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS attempts (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    tick INTEGER NOT NULL,
    lesson TEXT NOT NULL,
    question TEXT NOT NULL,
    seed INTEGER NOT NULL,
    reply TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong')),
    misconception TEXT,
    hints INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS visits (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    tick INTEGER NOT NULL,
    lesson TEXT NOT NULL,
    page INTEGER NOT NULL,
    question TEXT NOT NULL,
    seed INTEGER,
    draft TEXT NOT NULL
);
{EVENTS};
CREATE TABLE IF NOT EXISTS resets (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    tick INTEGER NOT NULL,
    lesson TEXT
);
CREATE TABLE IF NOT EXISTS hidden (
    reset TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (reset, record)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS hidden_records ON hidden (record);
CREATE TABLE IF NOT EXISTS undos (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    tick INTEGER NOT NULL,
    reset TEXT NOT NULL UNIQUE
);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
{";".join(INDEXES)};
INSERT INTO schema_version SELECT {SCHEMA_VERSION} WHERE NOT EXISTS (SELECT * FROM schema_version);
COMMIT;
"""
