-- One poll, two channels. What a pack was sent as, how it came back, and how its voter is reached
-- (emptied when the result is declared). "tracking" is readable only with the voter's own link.
ALTER TABLE ballot_packs ADD COLUMN channel TEXT NOT NULL DEFAULT 'online';
ALTER TABLE ballot_packs ADD COLUMN used_by TEXT;
ALTER TABLE ballot_packs ADD COLUMN tracking TEXT;
ALTER TABLE ballot_packs ADD COLUMN name TEXT;
ALTER TABLE ballot_packs ADD COLUMN email TEXT;
ALTER TABLE ballot_packs ADD COLUMN postal TEXT;
ALTER TABLE ballot_packs ADD COLUMN language TEXT;
ALTER TABLE ballot_packs ADD COLUMN large_print INTEGER NOT NULL DEFAULT 0;
-- Empty, 'wanted' (waits for the printer), 'printed', or 'tendered' (a tendered paper waits).
ALTER TABLE ballot_packs ADD COLUMN paper TEXT NOT NULL DEFAULT '';

UPDATE ballot_packs SET used_by = 'online' WHERE reference IS NOT NULL;

-- Codes that were printed, as hashes: 'letter' lets in online, 'slip' and 'tendered' mark a return
-- slip. Only the number is printed in clear beside them.
CREATE TABLE ballot_codes (
  id TEXT NOT NULL PRIMARY KEY,
  institution TEXT NOT NULL,
  election TEXT NOT NULL,
  pack TEXT NOT NULL,
  kind TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  number BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  voided TEXT
);

CREATE INDEX ballot_codes_pack ON ballot_codes (institution, pack, kind);

-- Voting information that was replaced: issued = used + unused + replaced.
CREATE TABLE ballot_replacements (
  id TEXT NOT NULL PRIMARY KEY,
  institution TEXT NOT NULL,
  election TEXT NOT NULL,
  pack TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  old_number BIGINT,
  new_number BIGINT
);

CREATE INDEX ballot_replacements_pack ON ballot_replacements (institution, election, pack);

-- Slips that came to the desk, and what became of each.
CREATE TABLE ballot_receipts (
  id TEXT NOT NULL PRIMARY KEY,
  institution TEXT NOT NULL,
  election TEXT NOT NULL,
  pack TEXT,
  number BIGINT,
  outcome TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL
);

CREATE INDEX ballot_receipts_election ON ballot_receipts (institution, election, at);

-- Papers as two people read them, sealed when they are entered; no marks in clear. "proof" tells,
-- with a key that is not in the database, whether two readings agree. Gone once they are in the box.
CREATE TABLE ballot_readings (
  institution TEXT NOT NULL,
  election TEXT NOT NULL,
  contest TEXT NOT NULL,
  paper INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  reader TEXT NOT NULL,
  sealed ${bytes},
  ground TEXT,
  proof TEXT NOT NULL,
  PRIMARY KEY (contest, paper, turn)
);

CREATE TABLE ballot_rejected (
  institution TEXT NOT NULL,
  election TEXT NOT NULL,
  contest TEXT NOT NULL,
  ground TEXT NOT NULL,
  papers BIGINT NOT NULL,
  PRIMARY KEY (contest, ground)
);

-- Written when the papers of an election are put into the box: nothing is read or received later.
CREATE TABLE ballot_desks (
  election TEXT NOT NULL PRIMARY KEY,
  institution TEXT NOT NULL,
  sealed_at BIGINT NOT NULL
);

CREATE TABLE ballot_reminders (
  id TEXT NOT NULL PRIMARY KEY,
  institution TEXT NOT NULL,
  election TEXT NOT NULL,
  at BIGINT NOT NULL,
  sent INTEGER NOT NULL
);
