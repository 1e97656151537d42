"""The tables. The whole schema is laid down at once, so that what comes later finds its place instead of migrating.

Format 1. Times are microseconds since 1970 in UTC. `at` of a message whose zone is only assumed is computed under the
archive's zone; `wall` keeps what was written. Ids of messages are never used twice.
"""

from __future__ import annotations

FORMAT = 1

# What was said, and by whom ------------------------------------------------------------------------------------
RECORDS = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE file (                       -- one export file, folder or call that messages came from
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL, path TEXT NOT NULL, digest BLOB, size INTEGER,
    added_at INTEGER NOT NULL, finished INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source, digest));
CREATE TABLE problem (file INTEGER NOT NULL REFERENCES file, place TEXT NOT NULL, what TEXT NOT NULL,
    PRIMARY KEY (file, place, what)) WITHOUT ROWID;

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL, scope TEXT NOT NULL, key TEXT NOT NULL, named INTEGER NOT NULL,
    name TEXT NOT NULL, owner INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source, scope, key, named));
CREATE TABLE account_name (account INTEGER NOT NULL REFERENCES account, name TEXT NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (account, name)) WITHOUT ROWID;

CREATE TABLE contact (                    -- what address books say of an account; see contacts.py
    account INTEGER NOT NULL REFERENCES account, field TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (account, field, value)) WITHOUT ROWID;

CREATE TABLE chat (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL, scope TEXT NOT NULL, native TEXT, name TEXT NOT NULL, kind TEXT);
CREATE UNIQUE INDEX chat_native ON chat (source, scope, native) WHERE native IS NOT NULL;
CREATE TABLE chat_name (chat INTEGER NOT NULL REFERENCES chat, name TEXT NOT NULL,
    last INTEGER NOT NULL, PRIMARY KEY (chat, name)) WITHOUT ROWID;
CREATE TABLE strand (                     -- messages without ids of one chat as one file holds them
    file INTEGER NOT NULL REFERENCES file, label TEXT NOT NULL, chat INTEGER NOT NULL REFERENCES chat,
    name TEXT NOT NULL, mate TEXT,        -- label and mate (the name without case) are keyed hashes
    kind TEXT,                            -- of chat, as far as this file tells
    shift INTEGER NOT NULL DEFAULT 0,     -- microseconds to the chat's common clock
    PRIMARY KEY (file, label)) WITHOUT ROWID;
CREATE INDEX strand_chat ON strand (chat);
CREATE INDEX strand_mate ON strand (mate);

CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    chat INTEGER NOT NULL, sender INTEGER NOT NULL,
    at INTEGER NOT NULL, wall INTEGER, zone INTEGER,  -- wall: zone is assumed; zone: minutes east of UTC, else null
    precision INTEGER NOT NULL, kind TEXT NOT NULL, source_id TEXT, text TEXT NOT NULL,
    session INTEGER NOT NULL,             -- derived: the id of the session's first message
    rest TEXT);                           -- JSON of the fields that most messages don't have
CREATE INDEX message_chat ON message (chat, at);
CREATE INDEX message_at ON message (at);
CREATE INDEX message_sender ON message (sender, at);
CREATE TABLE version (message INTEGER NOT NULL, version INTEGER NOT NULL, text TEXT NOT NULL, at INTEGER,
    PRIMARY KEY (message, version)) WITHOUT ROWID;  -- texts before the current one, which has the highest number

CREATE TABLE record (                     -- what makes an entry of an export the same as another one's
    id INTEGER PRIMARY KEY,
    chat INTEGER NOT NULL, key BLOB NOT NULL,   -- keyed hash of the native id, or of all that was written
    message INTEGER,                      -- null: forgotten; the row is the tombstone and holds no word
    at INTEGER, exact INTEGER, precision INTEGER, label INTEGER, likeness INTEGER, kind INTEGER);
    -- the last line only where the app gives no id: time as written, sender's and text's keyed hashes (see align.py)
CREATE UNIQUE INDEX record_key ON record (chat, key);
CREATE INDEX record_message ON record (message);
CREATE INDEX record_likeness ON record (likeness, at) WHERE likeness IS NOT NULL;
CREATE TABLE sighting (                   -- one appearance of a message in one file
    record INTEGER NOT NULL REFERENCES record, file INTEGER NOT NULL REFERENCES file,
    place INTEGER NOT NULL,               -- the how-many-eth of its file
    body TEXT,                            -- the entry as recorded, neutral JSON; null: exactly as the message says
    PRIMARY KEY (record, file)) WITHOUT ROWID;
CREATE INDEX sighting_file ON sighting (file);

CREATE TABLE attachment (
    message INTEGER NOT NULL, position INTEGER NOT NULL, name TEXT NOT NULL, path TEXT, mime TEXT, size INTEGER,
    digest BLOB,                          -- SHA-256 of the content; null: not in any export so far
    origin TEXT,                          -- with --link: the absolute path it is referred to at
    PRIMARY KEY (message, position)) WITHOUT ROWID;
CREATE INDEX attachment_digest ON attachment (digest) WHERE digest IS NOT NULL;
CREATE TABLE blob (digest BLOB PRIMARY KEY, size INTEGER NOT NULL, name TEXT NOT NULL) WITHOUT ROWID;
    -- name: of the file in the folder `attachments`

CREATE VIRTUAL TABLE words USING fts5 (terms, content = '', contentless_delete = 1, tokenize = 'ascii');
"""

# Who people are, decided by the owner -----------------------------------------------------------------------------
PEOPLE = """
CREATE TABLE person (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, owner INTEGER NOT NULL DEFAULT 0, extra TEXT);
CREATE TABLE person_account (account INTEGER PRIMARY KEY REFERENCES account, person INTEGER NOT NULL REFERENCES person);
CREATE TABLE person_alias (person INTEGER NOT NULL REFERENCES person, alias TEXT NOT NULL, origin TEXT NOT NULL,
    PRIMARY KEY (person, alias)) WITHOUT ROWID;
CREATE TABLE person_decision (            -- merges, splits, accepted and rejected suggestions, to be undone at will
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, detail TEXT NOT NULL, made_at INTEGER NOT NULL,
    undone_at INTEGER);
CREATE TABLE chat_group (chat INTEGER PRIMARY KEY REFERENCES chat, whole INTEGER NOT NULL);  -- chats that are one
"""

# What is derived, and from what ---------------------------------------------------------------------------------
DERIVED = """
CREATE TABLE evidence (
    id INTEGER PRIMARY KEY, message INTEGER NOT NULL, field TEXT NOT NULL, version INTEGER NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, quote TEXT NOT NULL);
CREATE INDEX evidence_message ON evidence (message);
CREATE TABLE derived_from (               -- every derived row names its inputs, so that forgetting is one cascade
    kind TEXT NOT NULL, row INTEGER NOT NULL, message INTEGER NOT NULL,
    PRIMARY KEY (kind, row, message)) WITHOUT ROWID;
CREATE INDEX derived_from_message ON derived_from (message);
CREATE TABLE transcript (id INTEGER PRIMARY KEY, message INTEGER NOT NULL, field TEXT NOT NULL, engine TEXT NOT NULL,
    text TEXT NOT NULL, made_at INTEGER NOT NULL);
CREATE INDEX transcript_message ON transcript (message);
CREATE TABLE space (id INTEGER PRIMARY KEY AUTOINCREMENT, embedder TEXT NOT NULL, weights TEXT NOT NULL, dimension INTEGER NOT NULL,
    prefix TEXT NOT NULL, called TEXT NOT NULL,  -- in the settings: how its embedder is opened again
    centre BLOB,    -- float32: what signs are taken from; fixed by the first vectors
    pace REAL,                            -- seconds a vector, lately
    chosen INTEGER NOT NULL DEFAULT 0,  -- the highest is that of whom was set last
    noted INTEGER NOT NULL DEFAULT 0,   -- up to this message, there is work or a vector
    UNIQUE (embedder, weights, dimension, prefix));
CREATE TABLE segment (                    -- the signs of some vectors, side by side; see vectors.py
    space INTEGER NOT NULL REFERENCES space, number INTEGER NOT NULL, edition INTEGER NOT NULL,
    signs BLOB NOT NULL, messages BLOB NOT NULL,  -- messages: int64 each, 0 where the slot is empty
    PRIMARY KEY (space, number));
CREATE TABLE vector (id INTEGER PRIMARY KEY,  -- its space and place
    message INTEGER NOT NULL, field TEXT NOT NULL, text_hash BLOB NOT NULL, scale REAL NOT NULL, body BLOB NOT NULL);
CREATE INDEX vector_message ON vector (message);
CREATE TABLE episode (id INTEGER PRIMARY KEY, chat INTEGER, title TEXT NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, detail TEXT);
CREATE TABLE fact (                       -- a reading: what one message says; beliefs are reckoned from these when read
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message INTEGER NOT NULL, chat INTEGER NOT NULL, said_at INTEGER NOT NULL,  -- of its quote; see `fact_moves`
    kind TEXT NOT NULL, relation TEXT NOT NULL, subject TEXT NOT NULL, value TEXT NOT NULL, author INTEGER NOT NULL,
    starts INTEGER, ends INTEGER, zone INTEGER, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,
    negated INTEGER NOT NULL, status TEXT, trust TEXT NOT NULL, confidence REAL NOT NULL, detail TEXT,
    maker TEXT NOT NULL, learned_at INTEGER NOT NULL, retired_at INTEGER);
CREATE INDEX fact_message ON fact (message);
CREATE INDEX fact_chat ON fact (chat, said_at);
CREATE INDEX fact_said_at ON fact (said_at);
CREATE INDEX fact_subject ON fact (subject, kind, relation);
CREATE INDEX fact_kind ON fact (kind, relation);
CREATE INDEX fact_starts ON fact (starts) WHERE starts IS NOT NULL;
CREATE TRIGGER fact_moves AFTER UPDATE OF chat, at ON message WHEN old.chat != new.chat OR old.at != new.at
    BEGIN UPDATE fact SET chat = new.chat, said_at = new.at WHERE message = new.id; END;
CREATE TABLE fact_evidence (fact INTEGER NOT NULL REFERENCES fact, evidence INTEGER NOT NULL REFERENCES evidence,
    PRIMARY KEY (fact, evidence)) WITHOUT ROWID;  -- the evidence of a fact is its own; the first is its quote
CREATE TABLE stir (                       -- where chats changed since it was noted what to read
    id INTEGER PRIMARY KEY AUTOINCREMENT, chat INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL);
CREATE INDEX stir_chat ON stir (chat);
CREATE TABLE read_as (                    -- a hash of what accounts were called and chats were when they were read
    what TEXT NOT NULL, id INTEGER NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (what, id)) WITHOUT ROWID;
CREATE TABLE ruling (                     -- what the owner thinks of a belief, whatever rows say it now or later
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL, subject TEXT NOT NULL, relation TEXT NOT NULL, value TEXT NOT NULL,  -- value: folded
    negated INTEGER NOT NULL,             -- whether it is about the denial of the value
    verdict TEXT NOT NULL, replacement TEXT, made_at INTEGER NOT NULL, undone_at INTEGER);
CREATE INDEX ruling_subject ON ruling (subject);
CREATE TABLE cache (key BLOB PRIMARY KEY, id INTEGER NOT NULL UNIQUE, kind TEXT NOT NULL, value BLOB NOT NULL,
    made_at INTEGER NOT NULL) WITHOUT ROWID;

CREATE TABLE dialogue (id INTEGER PRIMARY KEY AUTOINCREMENT, started_at INTEGER NOT NULL);
CREATE TABLE turn (id INTEGER PRIMARY KEY AUTOINCREMENT, dialogue INTEGER REFERENCES dialogue, said_at INTEGER NOT NULL,
    question TEXT NOT NULL,
    understood TEXT,                      -- the whole question, where it went on from the one before
    answer TEXT NOT NULL, abstained INTEGER NOT NULL, llm TEXT,
    signal TEXT);                         -- who was asked, no language model or which, and why: numbers, no words
CREATE INDEX turn_dialogue ON turn (dialogue);
CREATE TABLE citation (turn INTEGER NOT NULL REFERENCES turn, number INTEGER NOT NULL,
    evidence INTEGER NOT NULL REFERENCES evidence, PRIMARY KEY (turn, number)) WITHOUT ROWID;
CREATE INDEX citation_evidence ON citation (evidence);
CREATE TABLE feedback (                   -- what it says is numbered among messages as -id; see feedback.py
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    turn INTEGER REFERENCES turn, verdict TEXT NOT NULL, note TEXT, message INTEGER, author INTEGER,
    given_at INTEGER NOT NULL, merge INTEGER);  -- merge: the decision about people that it led to
CREATE INDEX feedback_turn ON feedback (turn);
CREATE TABLE approval (id INTEGER PRIMARY KEY, tool TEXT NOT NULL, call TEXT NOT NULL, state TEXT NOT NULL,
    asked_at INTEGER NOT NULL, decided_at INTEGER);

CREATE TABLE work (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject INTEGER NOT NULL, input BLOB NOT NULL,
    priority INTEGER NOT NULL, lease_until INTEGER, lease_by TEXT, tries INTEGER NOT NULL DEFAULT 0,
    done_at INTEGER, failed TEXT, UNIQUE (kind, subject));
CREATE INDEX work_open ON work (kind, priority, id) WHERE done_at IS NULL;
CREATE TABLE ledger (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, purpose TEXT NOT NULL, llm TEXT NOT NULL, host TEXT NOT NULL,
    tokens_in INTEGER NOT NULL, tokens_out INTEGER NOT NULL, estimated INTEGER NOT NULL, cost REAL,
    what_left TEXT NOT NULL, messages_left INTEGER NOT NULL, outcome TEXT NOT NULL, seconds REAL NOT NULL,
    cached INTEGER NOT NULL);  -- cached: nobody was asked, the reply was known
CREATE TABLE probe (llm TEXT PRIMARY KEY, at INTEGER NOT NULL, found TEXT NOT NULL) WITHOUT ROWID;
    -- what trying a language model has shown, as JSON
CREATE TABLE erasure (id INTEGER PRIMARY KEY, at INTEGER NOT NULL, pending INTEGER NOT NULL);  -- forgets to finish
CREATE TABLE erased (key TEXT PRIMARY KEY) WITHOUT ROWID;  -- keyed hashes of names and quotes that are not to come back
CREATE TABLE copy (path TEXT PRIMARY KEY, kind TEXT NOT NULL, made_at INTEGER NOT NULL) WITHOUT ROWID;
    -- backups and exports that were written: a later forgetting can't reach them, but can name them
"""

ALL = RECORDS + PEOPLE + DERIVED
