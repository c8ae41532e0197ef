-- Encrypted chunks under opaque ids, exactly as the pack brought them. This file is plain SQLite: nothing in it may be in clear.

CREATE TABLE blob (
    id       BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    chunks   INTEGER NOT NULL CHECK (chunks >= 0),
    size     INTEGER NOT NULL CHECK (size >= 0),
    complete INTEGER NOT NULL CHECK (complete IN (0, 1))
) STRICT;

CREATE TABLE chunk (
    blob  BLOB NOT NULL REFERENCES blob (id),
    seq   INTEGER NOT NULL CHECK (seq >= 0),
    bytes BLOB NOT NULL,
    PRIMARY KEY (blob, seq)
) STRICT;

-- SHA-256 of the data key under a fixed prefix: tells a wrong key from a damaged desk.db. The key is 256 random bits, so the digest gives nothing away.
CREATE TABLE owner (
    singleton INTEGER NOT NULL PRIMARY KEY CHECK (singleton = 1),
    key_check BLOB NOT NULL CHECK (length(key_check) = 32)
) STRICT;
