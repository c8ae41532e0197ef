-- What an expert's desk remembers beside the marks. Nothing here counts for a result, except what a signed sheet copies from it.

-- What is found at gates are events like marks. A CHECK cannot be changed, so the table is made anew around the same rows; the hashes of the
-- chain cover what an event says and not how it is stored. The rest is as 0002 made it.
DROP VIEW current_value;
ALTER TABLE score_event RENAME TO score_event_without_gates;
CREATE TABLE score_event (
    no        INTEGER NOT NULL PRIMARY KEY,
    entry     TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('mark', 'comment', 'state', 'gate')),
    criterion TEXT,
    value     INTEGER,
    text      TEXT,
    at        TEXT NOT NULL,
    mono      INTEGER NOT NULL,
    prev      BLOB NOT NULL CHECK (length(prev) = 32),
    hash      BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;
INSERT INTO score_event SELECT no, entry, kind, criterion, value, text, at, mono, prev, hash FROM score_event_without_gates;
DROP TABLE score_event_without_gates;
CREATE INDEX score_event_by_entry ON score_event (entry, kind, criterion, no);

CREATE TRIGGER score_event_is_never_updated BEFORE UPDATE ON score_event
BEGIN SELECT RAISE(ABORT, 'score_event is append-only'); END;
CREATE TRIGGER score_event_is_never_deleted BEFORE DELETE ON score_event
BEGIN SELECT RAISE(ABORT, 'score_event is append-only'); END;
CREATE TRIGGER score_event_follows_the_last BEFORE INSERT ON score_event
WHEN NEW.no IS NOT (SELECT ifnull(max(no), 0) + 1 FROM score_event)
    OR NEW.prev IS NOT ifnull((SELECT hash FROM score_event WHERE no = NEW.no - 1), zeroblob(32))
BEGIN SELECT RAISE(ABORT, 'score_event is append-only'); END;

CREATE VIEW current_value AS
SELECT entry, kind, criterion, value, text, at, max(no) AS no
FROM score_event
GROUP BY entry, kind, criterion;

-- Where one was reading. Losing it costs a scroll.
CREATE TABLE reading_place (
    material TEXT NOT NULL PRIMARY KEY,
    place    TEXT NOT NULL CHECK (json_valid(place))
) STRICT;

-- Notes on materials. Private until attached to the entry or to one of its criteria; the sheet signed next copies what is attached.
-- Boxes are in ten-thousandths of the page or picture as it lies unturned.
CREATE TABLE note (
    id        TEXT NOT NULL PRIMARY KEY,
    entry     TEXT NOT NULL,
    material  TEXT NOT NULL,
    page      INTEGER CHECK (page >= 1),
    boxes     TEXT CHECK (boxes IS NULL OR json_valid(boxes)),
    film_ms   INTEGER CHECK (film_ms >= 0),
    quote     TEXT NOT NULL,
    text      TEXT NOT NULL,
    attached  INTEGER NOT NULL CHECK (attached IN (0, 1)),
    criterion TEXT CHECK (criterion IS NULL OR attached = 1),
    at        TEXT NOT NULL
) STRICT;
CREATE INDEX note_by_entry ON note (entry);

-- My own reusable phrases for comments.
CREATE TABLE phrase (
    id   INTEGER NOT NULL PRIMARY KEY,
    text TEXT NOT NULL UNIQUE,
    used INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What the expert tells the chair about an entry; travels in the sheet.
CREATE TABLE chair_note (
    entry TEXT NOT NULL PRIMARY KEY,
    text  TEXT NOT NULL,
    at    TEXT NOT NULL
) STRICT;

-- What each clerk typed of a sheet that exists only on paper 代录. The latest event about a field is its value; `again` says that the two
-- clerks differed there, so that it is blank for both until they type it again.
CREATE TABLE transcript_event (
    no        INTEGER NOT NULL PRIMARY KEY,
    clerk     TEXT NOT NULL,
    expert    TEXT NOT NULL,
    entry     TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('mark', 'state', 'reason', 'comment')),
    criterion TEXT CHECK ((criterion IS NULL) = (kind <> 'mark')),
    value     INTEGER,
    text      TEXT,
    again     INTEGER NOT NULL CHECK (again IN (0, 1)),
    at        TEXT NOT NULL
) STRICT;
CREATE INDEX transcript_event_by_field ON transcript_event (expert, clerk, entry, kind, criterion, no);
CREATE TRIGGER transcript_event_is_never_updated BEFORE UPDATE ON transcript_event
BEGIN SELECT RAISE(ABORT, 'transcript_event is append-only'); END;
CREATE TRIGGER transcript_event_is_never_deleted BEFORE DELETE ON transcript_event
BEGIN SELECT RAISE(ABORT, 'transcript_event is append-only'); END;

-- My ranking where my own hand made it: `upper` stands above `lower`, whatever their totals; `moved` is the one I moved. A later one is
-- applied after an earlier one. `kept` holds the two totals for which I said that I mean it although the marks say otherwise.
CREATE TABLE own_order (
    no    INTEGER NOT NULL PRIMARY KEY,
    upper TEXT NOT NULL,
    lower TEXT NOT NULL CHECK (lower <> upper),
    moved TEXT NOT NULL CHECK (moved IN (upper, lower)),
    kept  TEXT,
    UNIQUE (upper, lower)
) STRICT;

-- Time with an entry on screen, for this expert alone; never leaves the desk.
CREATE TABLE time_spent (
    entry   TEXT NOT NULL PRIMARY KEY,
    seconds INTEGER NOT NULL CHECK (seconds >= 0)
) STRICT;

-- Calibration entries 校准项目 on an organiser's desk: judged by everybody, counted for nothing.
CREATE TABLE calibration (
    entry  TEXT NOT NULL PRIMARY KEY,
    remark TEXT NOT NULL
) STRICT;

-- Their reference marks 参考分, hundredths of a point.
CREATE TABLE calibration_reference (
    entry     TEXT NOT NULL,
    criterion TEXT NOT NULL,
    value     INTEGER NOT NULL,
    PRIMARY KEY (entry, criterion)
) STRICT;
