-- The contest as the secretariat's workbooks tell it. References are checked at COMMIT, so that a whole list can be replaced at once.

CREATE TABLE track (
    id       TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE topic (
    track TEXT NOT NULL REFERENCES track (id) DEFERRABLE INITIALLY DEFERRED,
    no    INTEGER NOT NULL,
    name  TEXT NOT NULL,
    PRIMARY KEY (track, no)
) STRICT;

CREATE TABLE entry (
    id         TEXT NOT NULL PRIMARY KEY,
    track      TEXT NOT NULL REFERENCES track (id) DEFERRABLE INITIALLY DEFERRED,
    topic      INTEGER,
    title      TEXT NOT NULL,
    team       TEXT NOT NULL,
    entrant    TEXT NOT NULL,
    kind       TEXT NOT NULL,
    industry   TEXT,
    employees  INTEGER,
    revenue    INTEGER,
    assets     INTEGER,
    size_class TEXT,
    size_basis TEXT CHECK (size_basis IS NULL OR json_valid(size_basis)),
    profile    TEXT
) STRICT;
CREATE INDEX entry_by_track ON entry (track, id);

CREATE TABLE expert (
    id    TEXT NOT NULL PRIMARY KEY,
    name  TEXT NOT NULL,
    unit  TEXT NOT NULL,
    track TEXT NOT NULL REFERENCES track (id) DEFERRABLE INITIALLY DEFERRED,
    panel TEXT NOT NULL,
    chair INTEGER NOT NULL CHECK (chair IN (0, 1))
) STRICT;
CREATE INDEX expert_by_track ON expert (track, id);

CREATE TABLE assignment (
    entry  TEXT NOT NULL REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
    expert TEXT NOT NULL REFERENCES expert (id) DEFERRABLE INITIALLY DEFERRED,
    state  TEXT NOT NULL,
    reason TEXT,
    PRIMARY KEY (entry, expert)
) STRICT;
CREATE INDEX assignment_by_expert ON assignment (expert, entry);

CREATE TABLE material (
    id       TEXT NOT NULL PRIMARY KEY,
    entry    TEXT NOT NULL REFERENCES entry (id) DEFERRABLE INITIALLY DEFERRED,
    kind     TEXT NOT NULL,
    name     TEXT NOT NULL,
    path     TEXT NOT NULL,
    size     INTEGER NOT NULL CHECK (size >= 0),
    sha256   BLOB CHECK (sha256 IS NULL OR length(sha256) = 32),
    chunks   INTEGER CHECK (chunks IS NULL OR chunks >= 0),
    tags_digest BLOB CHECK (tags_digest IS NULL OR length(tags_digest) = 32),
    position INTEGER NOT NULL,
    problem  TEXT
) STRICT;
CREATE INDEX material_by_entry ON material (entry, position, id);

-- No reference to entry: a key must outlive a mistake in the list of entries, or the packs already sent out could not be read.
CREATE TABLE entry_key (
    entry TEXT NOT NULL PRIMARY KEY,
    key   BLOB NOT NULL CHECK (length(key) = 32)
) STRICT;

-- No reference to expert: what was sent out stays known after an expert leaves.
CREATE TABLE letter_issue (
    no           INTEGER NOT NULL PRIMARY KEY,
    expert       TEXT NOT NULL,
    track        TEXT NOT NULL,
    round        TEXT NOT NULL,
    seq          INTEGER NOT NULL CHECK (seq >= 1),
    code         TEXT NOT NULL,
    digest       BLOB NOT NULL CHECK (length(digest) = 32),
    intro_secret BLOB NOT NULL CHECK (length(intro_secret) = 32),
    file_name    TEXT NOT NULL,
    at           TEXT NOT NULL,
    UNIQUE (expert, track, round, seq)
) STRICT;

CREATE TABLE pack_volume (
    track     TEXT NOT NULL,
    volume    INTEGER NOT NULL CHECK (volume >= 1),
    file_name TEXT NOT NULL,
    size      INTEGER NOT NULL CHECK (size >= 0),
    sha256    BLOB CHECK (sha256 IS NULL OR length(sha256) = 32),
    complete  INTEGER NOT NULL CHECK (complete IN (0, 1)),
    PRIMARY KEY (track, volume)
) STRICT;
