-- The text of pages, for the excerpts beside what was found, and how far each material has been taken in.
-- The index can be made again at any time, so what was in it is dropped rather than converted.
DROP TABLE page_text;
DROP TABLE page;

CREATE TABLE material (
    no     INTEGER NOT NULL PRIMARY KEY CHECK (no >= 1),
    id     TEXT NOT NULL UNIQUE,
    pages  INTEGER NOT NULL CHECK (pages BETWEEN 0 AND 4095),  -- none: it cannot be opened
    taken  INTEGER NOT NULL CHECK (taken BETWEEN 0 AND pages), -- from the first page on; indexing goes on from there
    blank  INTEGER NOT NULL DEFAULT 0,                       -- of these, without any text: scans
    unread INTEGER NOT NULL DEFAULT 0                        -- of these, with text that could not be read
) STRICT;

-- A page is numbered no * 4096 + page (counted from 1), so that a hit says by its number where it is.
CREATE TABLE page (
    id   INTEGER NOT NULL PRIMARY KEY CHECK (id >= 4097),
    text TEXT NOT NULL
) STRICT;

-- The tokens are ASCII written by us (src/bigram.rs), so the plainest tokenizer is the right one.
CREATE VIRTUAL TABLE page_text USING fts5(bigrams, content='', contentless_delete=1, tokenize='ascii');
