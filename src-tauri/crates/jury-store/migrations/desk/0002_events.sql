-- The two hash chains. The insert triggers refuse a gap and a wrong link, so that not even INSERT OR REPLACE can rewrite a row.

CREATE TABLE score_event (
    no        INTEGER NOT NULL PRIMARY KEY,
    entry     TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('mark', 'comment', 'state')),
    criterion TEXT,
    value     INTEGER,
    text      TEXT,
    at        TEXT NOT NULL,
    mono      INTEGER NOT NULL,
    prev      BLOB NOT NULL CHECK (length(prev) = 32),
    hash      BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX score_event_by_entry ON score_event (entry, kind, criterion, no);

CREATE TRIGGER score_event_is_never_updated BEFORE UPDATE ON score_event
BEGIN SELECT RAISE(ABORT, 'score_event is append-only'); END;
CREATE TRIGGER score_event_is_never_deleted BEFORE DELETE ON score_event
BEGIN SELECT RAISE(ABORT, 'score_event is append-only'); END;
CREATE TRIGGER score_event_follows_the_last BEFORE INSERT ON score_event
WHEN NEW.no IS NOT (SELECT ifnull(max(no), 0) + 1 FROM score_event)
    OR NEW.prev IS NOT ifnull((SELECT hash FROM score_event WHERE no = NEW.no - 1), zeroblob(32))
BEGIN SELECT RAISE(ABORT, 'score_event is append-only'); END;

-- The value now in force: SQLite takes the bare columns from the row that holds max(no) (lang_select.html, "Bare columns").
CREATE VIEW current_value AS
SELECT entry, kind, criterion, value, text, at, max(no) AS no
FROM score_event
GROUP BY entry, kind, criterion;

CREATE TABLE audit (
    no     INTEGER NOT NULL PRIMARY KEY,
    at     TEXT NOT NULL,
    who    TEXT NOT NULL,
    act    TEXT NOT NULL,
    detail TEXT NOT NULL CHECK (json_valid(detail)),
    prev   BLOB NOT NULL CHECK (length(prev) = 32),
    hash   BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER audit_is_never_updated BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_follows_the_last BEFORE INSERT ON audit
WHEN NEW.no IS NOT (SELECT ifnull(max(no), 0) + 1 FROM audit)
    OR NEW.prev IS NOT ifnull((SELECT hash FROM audit WHERE no = NEW.no - 1), zeroblob(32))
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
