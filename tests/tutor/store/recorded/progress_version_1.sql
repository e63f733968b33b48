BEGIN TRANSACTION;
CREATE TABLE attempts (
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
INSERT INTO "attempts" VALUES(1,'1a9341b3c429415985f7eb307881d825','2026-01-02T09:00:00+00:00','hills','double',7,'−14 ok','wrong','sign flipped',2);
INSERT INTO "attempts" VALUES(2,'0f6052ad432b43ba9c6344fc01553fd0','2025-12-30T09:00:00+00:00','hills','double',7,'14','right',NULL,2);
INSERT INTO "attempts" VALUES(3,'be7fe0a004e6467aa613c001b20a77a9','2026-01-02T09:05:00+00:00','hills','bigger',9,'b','right',NULL,0);
CREATE TABLE hidden (
    reset TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (reset, record)
) WITHOUT ROWID;
INSERT INTO "hidden" VALUES('1525f7cc0fd449998ba6143e15c34cc5','0f6052ad432b43ba9c6344fc01553fd0');
INSERT INTO "hidden" VALUES('55ff9ffc095c44c0b4cd7c6feb72d58f','0f6052ad432b43ba9c6344fc01553fd0');
INSERT INTO "hidden" VALUES('1525f7cc0fd449998ba6143e15c34cc5','1a9341b3c429415985f7eb307881d825');
INSERT INTO "hidden" VALUES('55ff9ffc095c44c0b4cd7c6feb72d58f','1a9341b3c429415985f7eb307881d825');
INSERT INTO "hidden" VALUES('55ff9ffc095c44c0b4cd7c6feb72d58f','2ab6bb3288624d24aba6ed27639ed30c');
INSERT INTO "hidden" VALUES('1525f7cc0fd449998ba6143e15c34cc5','464b7b798ec24733ab945f894b218c86');
INSERT INTO "hidden" VALUES('55ff9ffc095c44c0b4cd7c6feb72d58f','464b7b798ec24733ab945f894b218c86');
INSERT INTO "hidden" VALUES('1525f7cc0fd449998ba6143e15c34cc5','6c33fa18b7244fd2a9765461024a1e81');
INSERT INTO "hidden" VALUES('55ff9ffc095c44c0b4cd7c6feb72d58f','6c33fa18b7244fd2a9765461024a1e81');
INSERT INTO "hidden" VALUES('1525f7cc0fd449998ba6143e15c34cc5','b5493d9aaa76470abe076881e617ef7c');
INSERT INTO "hidden" VALUES('55ff9ffc095c44c0b4cd7c6feb72d58f','b5493d9aaa76470abe076881e617ef7c');
INSERT INTO "hidden" VALUES('55ff9ffc095c44c0b4cd7c6feb72d58f','be7fe0a004e6467aa613c001b20a77a9');
INSERT INTO "hidden" VALUES('55ff9ffc095c44c0b4cd7c6feb72d58f','predictions/bogs/none/81323241523242f2a4c8f22fc2aaefa5');
INSERT INTO "hidden" VALUES('55ff9ffc095c44c0b4cd7c6feb72d58f','predictions/hills/walk/8561f20675244701b844c4d96920747b');
INSERT INTO "hidden" VALUES('1525f7cc0fd449998ba6143e15c34cc5','predictions/hills/walk/e7542cb99af84fc7b533e73da1fb22b2');
INSERT INTO "hidden" VALUES('55ff9ffc095c44c0b4cd7c6feb72d58f','predictions/hills/walk/e7542cb99af84fc7b533e73da1fb22b2');
CREATE TABLE resets (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    lesson TEXT
);
INSERT INTO "resets" VALUES(1,'1525f7cc0fd449998ba6143e15c34cc5','2026-11-21T16:17:56.421614+00:00','hills');
INSERT INTO "resets" VALUES(2,'55ff9ffc095c44c0b4cd7c6feb72d58f','2026-11-21T16:17:56.427739+00:00',NULL);
CREATE TABLE schema_version (version INTEGER NOT NULL);
INSERT INTO "schema_version" VALUES(1);
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
INSERT INTO "settings" VALUES('predictions/hills/walk/e7542cb99af84fc7b533e73da1fb22b2','["Down to the valley", "[0, 0.1]"]');
INSERT INTO "settings" VALUES('predictions/hills/walk/8561f20675244701b844c4d96920747b','["Off the hill", "[0, 1.1]"]');
INSERT INTO "settings" VALUES('predictions/bogs/none/81323241523242f2a4c8f22fc2aaefa5','["dry", "[0]"]');
INSERT INTO "settings" VALUES('theme','textual-light');
CREATE TABLE undos (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    reset TEXT NOT NULL UNIQUE
);
INSERT INTO "undos" VALUES(1,'8d33da404b314f2c860d714a7316c8c5','2026-11-21T16:17:56.428804+00:00','55ff9ffc095c44c0b4cd7c6feb72d58f');
CREATE TABLE visits (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    lesson TEXT NOT NULL,
    page INTEGER NOT NULL,
    question TEXT NOT NULL,
    seed INTEGER,
    draft TEXT NOT NULL
);
INSERT INTO "visits" VALUES(1,'464b7b798ec24733ab945f894b218c86','2026-11-21T16:17:56.413796+00:00','hills',1,'',NULL,'');
INSERT INTO "visits" VALUES(2,'6c33fa18b7244fd2a9765461024a1e81','2026-11-21T16:17:56.415359+00:00','hills',2,'',NULL,'');
INSERT INTO "visits" VALUES(3,'b5493d9aaa76470abe076881e617ef7c','2026-11-21T16:17:56.416564+00:00','hills',4,'double',7,'0.');
INSERT INTO "visits" VALUES(4,'2ab6bb3288624d24aba6ed27639ed30c','2026-11-21T16:17:56.423100+00:00','bogs',1,'',NULL,'');
INSERT INTO "visits" VALUES(5,'7c6de2c3e10246fe83086665f7b7d156','2026-11-21T16:17:56.429821+00:00','hills',3,'',NULL,'');
CREATE INDEX hidden_records ON hidden (record);
COMMIT;
