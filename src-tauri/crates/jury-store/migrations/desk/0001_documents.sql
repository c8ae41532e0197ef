-- What was said and signed. Nothing here is ever changed: a correction is a new document that names the one before.

CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT;

CREATE TABLE document (
    digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
    kind   TEXT NOT NULL,
    bytes  BLOB NOT NULL,
    at     TEXT NOT NULL
) STRICT;
CREATE INDEX document_by_kind ON document (kind, digest);

CREATE TRIGGER document_is_never_updated BEFORE UPDATE ON document
BEGIN SELECT RAISE(ABORT, 'document is append-only'); END;
CREATE TRIGGER document_is_never_deleted BEFORE DELETE ON document
BEGIN SELECT RAISE(ABORT, 'document is append-only'); END;

CREATE TABLE received_file (
    id     INTEGER NOT NULL PRIMARY KEY,
    name   TEXT NOT NULL,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    bytes  BLOB NOT NULL,
    at     TEXT NOT NULL
) STRICT;

CREATE TRIGGER received_file_is_never_updated BEFORE UPDATE ON received_file
BEGIN SELECT RAISE(ABORT, 'received_file is append-only'); END;
CREATE TRIGGER received_file_is_never_deleted BEFORE DELETE ON received_file
BEGIN SELECT RAISE(ABORT, 'received_file is append-only'); END;

CREATE TABLE received_item (
    file_id  INTEGER NOT NULL REFERENCES received_file (id),
    n        INTEGER NOT NULL CHECK (n >= 1),
    digest   BLOB CHECK (digest IS NULL OR length(digest) = 32),
    findings TEXT NOT NULL CHECK (json_valid(findings)),
    PRIMARY KEY (file_id, n)
) STRICT;
CREATE INDEX received_item_by_digest ON received_item (digest);

CREATE TABLE received_again (
    id      INTEGER NOT NULL PRIMARY KEY,
    file_id INTEGER NOT NULL REFERENCES received_file (id),
    at      TEXT NOT NULL,
    name    TEXT NOT NULL
) STRICT;
CREATE INDEX received_again_by_file ON received_again (file_id);
