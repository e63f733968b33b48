"""What the store asks of the progress file, in SQL. ?1 is a lesson, or nothing for all of them."""

from __future__ import annotations

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
PAGES = f"SELECT DISTINCT page FROM visits WHERE {HERE}"
EVENTS = f"SELECT kind, lesson, data, at, id FROM events WHERE {HERE} AND kind = ?2 ORDER BY tick, id"
_DONE = """SELECT id FROM (
    SELECT id, lesson FROM attempts UNION ALL SELECT id, lesson FROM visits UNION ALL SELECT id, lesson FROM events)"""
RECORDS = f"{_DONE} WHERE ?1 IS NULL OR lesson = ?1"
ANYTHING = f"{_DONE} WHERE {HERE} LIMIT 1"
LAST_RESET = "SELECT id FROM resets WHERE id NOT IN (SELECT reset FROM undos) ORDER BY tick DESC, id DESC LIMIT 1"


def _next_tick(*tables: str) -> str:
    return f"max(?, {', '.join(f'1 + (SELECT coalesce(max(tick), 0) FROM {table})' for table in tables)})"


_IN_TURN = _next_tick("attempts", "visits")
"""Of a question that is left and one that is answered, the later counts: these two follow one order."""


INSERT_ATTEMPT = f"""INSERT INTO attempts
    (lesson, question, seed, reply, verdict, misconception, hints, at, tick, id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, {_IN_TURN}, ?)"""
INSERT_VISIT = f"""INSERT INTO visits (question, seed, draft, at, tick, id, lesson, page)
    VALUES (?, ?, ?, ?, {_IN_TURN}, ?, ?, ?)"""
UPDATE_VISIT = f"UPDATE visits SET question = ?, seed = ?, draft = ?, at = ?, tick = {_IN_TURN} WHERE id = ?"
INSERT_EVENT = f"""INSERT INTO events (kind, lesson, data, at, tick, id)
    VALUES (?, ?, ?, ?, {_next_tick("events")}, ?)"""
INSERT_RESET = f"INSERT INTO resets (id, lesson, at, tick) VALUES (?, ?, ?, {_next_tick('resets')})"
INSERT_UNDO = f"INSERT OR IGNORE INTO undos (id, reset, at, tick) VALUES (?, ?, ?, {_next_tick('undos')})"
