-- What people decide after the ranking: award lines, special prizes, the recommendation list, withdrawals, substitutes, public notices,
-- objections, entries recommended through other contests. Lines are only added; of a kind and subject the newest holds.
CREATE TABLE outcome (
    no      INTEGER NOT NULL PRIMARY KEY,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    body    TEXT NOT NULL CHECK (json_valid(body)),
    reason  TEXT NOT NULL,
    who     TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX outcome_by_subject ON outcome (kind, subject);
