"""What the store asks of the progress file, in SQL. ?1 is a lesson, or nothing for all of them."""

from __future__ import annotations

from tutor.store.rows import LATEST, microseconds

VISIBLE = """NOT EXISTS (
    SELECT 1 FROM hidden h WHERE h.record = id AND NOT EXISTS (SELECT 1 FROM undos u WHERE u.reset = h.reset))"""
HERE = f"(?1 IS NULL OR lesson = ?1) AND {VISIBLE}"
ATTEMPTS = f"""SELECT lesson, question, seed, reply, verdict, misconception, hints, at, id FROM attempts
    WHERE {HERE} ORDER BY tick, id"""
NEWEST_VISIT = f"""SELECT id, lesson, page, question, seed, draft FROM visits
    WHERE {HERE} ORDER BY tick DESC, id DESC LIMIT 1"""
VISIT_TO_QUESTION = f"""SELECT id FROM visits
    WHERE {HERE} AND page = ?2 AND question = ?3 ORDER BY tick DESC, id DESC LIMIT 1"""
LEFT = f"""WITH replied AS (SELECT question, max(tick) AS last FROM attempts WHERE {HERE} GROUP BY question)
    SELECT lesson, page, question, seed, draft FROM visits LEFT JOIN replied USING (question)
    WHERE {HERE} AND question <> '' AND (last IS NULL OR last < tick) ORDER BY tick, id"""
PAGES = f"""WITH RECURSIVE seen(page) AS (
        SELECT min(page) FROM visits WHERE lesson = ?1
        UNION ALL
        SELECT (SELECT min(page) FROM visits WHERE lesson = ?1 AND page > seen.page) FROM seen WHERE page IS NOT NULL)
    SELECT page FROM seen
    WHERE EXISTS (SELECT 1 FROM visits v WHERE lesson = ?1 AND v.page = seen.page AND {VISIBLE})"""
"""From each page to the next by the index, past all other visits to it."""
ANSWERED = f"SELECT 1 FROM attempts WHERE lesson = ?1 AND {VISIBLE} LIMIT 1"
EVER_RIGHT = f"""SELECT 1 FROM attempts WHERE lesson = ?1 AND question = ?2 AND verdict = 'right' AND {VISIBLE}
    ORDER BY tick DESC LIMIT 1"""
REPLIED = f"SELECT 1 FROM attempts WHERE lesson = ?1 AND question = ?2 AND seed = ?3 AND {VISIBLE} LIMIT 1"
LAST_REPLIES = f"""SELECT tick, lesson, question, seed, reply, verdict, misconception, hints, at, id FROM attempts
    WHERE lesson = ?1 AND question = ?2 AND {VISIBLE} ORDER BY tick DESC, id DESC LIMIT ?3"""
EVENTS = f"SELECT kind, lesson, data, at, id FROM events WHERE {HERE} AND kind = ?2 ORDER BY tick, id"
_DONE = """SELECT id FROM (
    SELECT id, lesson FROM attempts UNION ALL SELECT id, lesson FROM visits UNION ALL SELECT id, lesson FROM events)"""
RECORDS = f"{_DONE} WHERE ?1 IS NULL OR lesson = ?1"
ANYTHING = f"{_DONE} WHERE {HERE} LIMIT 1"
REMEMBER_VISIBLE = (
    "CREATE TEMP TABLE was_visible (id TEXT PRIMARY KEY) WITHOUT ROWID",
    f"INSERT INTO was_visible SELECT id FROM attempts WHERE {VISIBLE}",
)
NO_LONGER_VISIBLE = f"SELECT count(*) FROM was_visible WHERE NOT {VISIBLE}"
FORGET_VISIBLE = "DROP TABLE was_visible"
"""Which answers a merge hides; in tables of this connection's own, which are never in the file."""
LAST_RESET = "SELECT id FROM resets WHERE id NOT IN (SELECT reset FROM undos) ORDER BY tick DESC, id DESC LIMIT 1"


_NEWEST = " UNION ALL ".join(
    f"SELECT max(tick) AS tick FROM {table} WHERE tick <= {microseconds(LATEST)}"
    for table in ("attempts", "visits", "events", "resets", "undos")
)
"""Of a file from before there was a clock in it: the newest tick that a clock can have made."""
ADVANCE = f"""INSERT INTO settings (name, value)
    VALUES ('clock', max(?, 1 + coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'clock'),
                                         (SELECT max(tick) FROM ({_NEWEST})), 0)))
    ON CONFLICT (name) DO UPDATE SET value = excluded.value"""
"""Sets the clock of what is written here: to the given microseconds or, where those have been, a tick further.

It stands with the settings, which do not travel: what comes from elsewhere never sets it."""
_TICK = "(SELECT CAST(value AS INTEGER) FROM settings WHERE name = 'clock')"
INSERT_ATTEMPT = f"""INSERT INTO attempts
    (lesson, question, seed, reply, verdict, misconception, hints, at, tick, id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, {_TICK}, ?)"""
INSERT_VISIT = f"""INSERT INTO visits (question, seed, draft, at, tick, id, lesson, page)
    VALUES (?, ?, ?, ?, {_TICK}, ?, ?, ?)"""
UPDATE_VISIT = f"UPDATE visits SET question = ?, seed = ?, draft = ?, at = ?, tick = {_TICK} WHERE id = ?"
INSERT_EVENT = f"""INSERT INTO events (kind, lesson, data, at, tick, id)
    VALUES (?, ?, ?, ?, {_TICK}, ?)"""
INSERT_RESET = f"INSERT INTO resets (id, lesson, at, tick) VALUES (?, ?, ?, {_TICK})"
INSERT_UNDO = f"INSERT OR IGNORE INTO undos (id, reset, at, tick) VALUES (?, ?, ?, {_TICK})"
