"""The tables of the progress file.

`number` is the order in which this file got its rows, which a clock that runs backwards cannot upset; `id` is unique
among all machines.
"""

SCHEMA_VERSION = 1
"""Raised by one whenever a table changes; a file with a higher one is left alone."""

SCHEMA = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS attempts (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
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
    lesson TEXT NOT NULL,
    page INTEGER NOT NULL,
    question TEXT NOT NULL,
    seed INTEGER,
    draft TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS resets (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
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
    reset TEXT NOT NULL UNIQUE
);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO schema_version SELECT {SCHEMA_VERSION} WHERE NOT EXISTS (SELECT * FROM schema_version);
COMMIT;
"""
