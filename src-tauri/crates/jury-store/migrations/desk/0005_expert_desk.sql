-- What an expert's desk remembers beside the marks. Nothing here counts for a result, except what a signed sheet copies from it.

-- Where one was reading. Losing it costs a scroll.
CREATE TABLE reading_place (
    material TEXT NOT NULL PRIMARY KEY,
    place    TEXT NOT NULL CHECK (json_valid(place))
) STRICT;

-- Notes on materials. Private unless attached to a criterion. The area is in ten-thousandths of the page as displayed unturned.
CREATE TABLE note (
    id        TEXT NOT NULL PRIMARY KEY,
    entry     TEXT NOT NULL,
    material  TEXT NOT NULL,
    page      INTEGER CHECK (page >= 1),
    area      TEXT CHECK (area IS NULL OR json_valid(area)),
    film_ms   INTEGER CHECK (film_ms >= 0),
    quote     TEXT NOT NULL,
    text      TEXT NOT NULL,
    criterion TEXT,
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

-- My ranking by drag, where it was made.
CREATE TABLE own_order (
    entry TEXT NOT NULL PRIMARY KEY,
    place INTEGER NOT NULL UNIQUE CHECK (place >= 1)
) STRICT;

-- Time with an entry on screen, for this expert alone; never leaves the desk.
CREATE TABLE time_spent (
    entry   TEXT NOT NULL PRIMARY KEY,
    seconds INTEGER NOT NULL CHECK (seconds >= 0)
) STRICT;
