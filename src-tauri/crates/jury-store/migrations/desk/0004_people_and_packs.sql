-- Who may open this desk, and which packs it reads where they lie.

CREATE TABLE login (
    id         TEXT NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    role       TEXT NOT NULL,
    public_key BLOB NOT NULL,
    at         TEXT NOT NULL
) STRICT;

CREATE TABLE held_pack (
    id     INTEGER NOT NULL PRIMARY KEY,
    path   TEXT NOT NULL UNIQUE,
    track  TEXT NOT NULL,
    volume INTEGER NOT NULL CHECK (volume >= 1),
    digest BLOB NOT NULL CHECK (length(digest) = 32)
) STRICT;
