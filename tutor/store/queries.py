"""What the store asks of the progress file, in SQL. ?1 is a lesson, or nothing for all of them."""

from __future__ import annotations

VISIBLE = """NOT EXISTS (
    SELECT 1 FROM hidden h WHERE h.record = id AND NOT EXISTS (SELECT 1 FROM undos u WHERE u.reset = h.reset))"""
HERE = f"(?1 IS NULL OR lesson = ?1) AND {VISIBLE}"
ATTEMPTS = f"""SELECT lesson, question, seed, reply, verdict, misconception, hints, at, id FROM attempts
    WHERE {HERE} ORDER BY tick, id"""
NEWEST_VISIT = f"""SELECT id, lesson, page, question, seed, draft FROM visits
    WHERE {HERE} ORDER BY tick DESC, id DESC LIMIT 1"""
PAGES = f"SELECT DISTINCT page FROM visits WHERE {HERE}"
EVENTS = f"SELECT kind, lesson, data, at, id FROM events WHERE {HERE} AND kind = ?2 ORDER BY tick, id"
_DONE = """SELECT id FROM (
    SELECT id, lesson FROM attempts UNION ALL SELECT id, lesson FROM visits UNION ALL SELECT id, lesson FROM events)"""
RECORDS = f"{_DONE} WHERE ?1 IS NULL OR lesson = ?1"
ANYTHING = f"{_DONE} WHERE {HERE} LIMIT 1"
LAST_RESET = "SELECT id FROM resets WHERE id NOT IN (SELECT reset FROM undos) ORDER BY tick DESC, id DESC LIMIT 1"


def _next_tick(table: str) -> str:
    return f"max(?, 1 + (SELECT coalesce(max(tick), 0) FROM {table}))"


INSERT_ATTEMPT = f"""INSERT INTO attempts
    (lesson, question, seed, reply, verdict, misconception, hints, at, tick, id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, {_next_tick("attempts")}, ?)"""
INSERT_VISIT = f"""INSERT INTO visits (question, seed, draft, at, tick, id, lesson, page)
    VALUES (?, ?, ?, ?, {_next_tick("visits")}, ?, ?, ?)"""
UPDATE_VISIT = (
    f"UPDATE visits SET question = ?, seed = ?, draft = ?, at = ?, tick = {_next_tick('visits')} WHERE id = ?"
)
INSERT_EVENT = f"""INSERT INTO events (kind, lesson, data, at, tick, id)
    VALUES (?, ?, ?, ?, {_next_tick("events")}, ?)"""
INSERT_RESET = f"INSERT INTO resets (id, lesson, at, tick) VALUES (?, ?, ?, {_next_tick('resets')})"
INSERT_UNDO = f"INSERT OR IGNORE INTO undos (id, reset, at, tick) VALUES (?, ?, ?, {_next_tick('undos')})"
