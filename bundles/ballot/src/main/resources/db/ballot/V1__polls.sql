CREATE TABLE ballot_keys (
  election TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  public_key ${bytes} NOT NULL,
  shares INTEGER NOT NULL,
  threshold INTEGER NOT NULL
);

-- The marked register: who was given a pack and whether it was used, never how.
CREATE TABLE ballot_packs (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  election TEXT NOT NULL,
  member TEXT NOT NULL,
  constituency TEXT NOT NULL,
  reference TEXT,
  cast_at BIGINT
);

CREATE UNIQUE INDEX ballot_packs_once ON ballot_packs (election, member);

-- The box: sealed papers only. No column leads to a voter.
CREATE TABLE ballot_box (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  election TEXT NOT NULL,
  contest TEXT NOT NULL,
  sealed ${bytes} NOT NULL
);

CREATE INDEX ballot_box_contest ON ballot_box (contest);
