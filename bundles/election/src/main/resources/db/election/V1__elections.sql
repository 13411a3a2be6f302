CREATE TABLE election_elections (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  title TEXT NOT NULL,
  close_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  qualifying_day TEXT,
  roll_hash TEXT
);

CREATE TABLE election_steps (
  institution TEXT NOT NULL,
  election TEXT NOT NULL REFERENCES election_elections (id),
  step TEXT NOT NULL,
  latest_day TEXT NOT NULL,
  PRIMARY KEY (election, step)
);

CREATE TABLE election_contests (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  election TEXT NOT NULL REFERENCES election_elections (id),
  position INTEGER NOT NULL,
  constituency TEXT NOT NULL,
  seats INTEGER NOT NULL,
  kind_en TEXT NOT NULL,
  kind_cy TEXT NOT NULL,
  binding BOOLEAN NOT NULL,
  counting_rule TEXT NOT NULL
);

CREATE TABLE election_nominations (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  contest TEXT NOT NULL REFERENCES election_contests (id),
  member TEXT,
  name_on_paper TEXT NOT NULL,
  statement TEXT NOT NULL,
  interests TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  received_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  number INTEGER
);

CREATE TABLE election_roll (
  institution TEXT NOT NULL,
  election TEXT NOT NULL REFERENCES election_elections (id),
  position INTEGER NOT NULL,
  member TEXT NOT NULL,
  name TEXT NOT NULL,
  constituency TEXT NOT NULL,
  reason_en TEXT NOT NULL,
  reason_cy TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (election, position)
);

CREATE UNIQUE INDEX election_roll_once ON election_roll (election, member);

CREATE TABLE election_seats (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  constituency TEXT NOT NULL,
  kind TEXT NOT NULL,
  position INTEGER NOT NULL,
  label_en TEXT NOT NULL,
  label_cy TEXT NOT NULL
);

CREATE TABLE election_terms (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  seat TEXT NOT NULL REFERENCES election_seats (id),
  holder TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL,
  filled TEXT NOT NULL
);
