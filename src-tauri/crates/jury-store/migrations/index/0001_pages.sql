-- Bigrams of every page. Contentless: the words are in the index only, the text itself is not kept a second time.

CREATE TABLE page (
    id       INTEGER NOT NULL PRIMARY KEY,
    material TEXT NOT NULL,
    page     INTEGER NOT NULL CHECK (page >= 1),
    UNIQUE (material, page)
) STRICT;

-- The tokens are ASCII written by us (src/bigram.rs), so the plainest tokenizer is the right one.
CREATE VIRTUAL TABLE page_text USING fts5(bigrams, content='', contentless_delete=1, tokenize='ascii');
