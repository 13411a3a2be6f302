-- The opened papers of a contest, as a ballot file, with the lots drawn for its count.
CREATE TABLE declaration_boxes (
  contest TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  election TEXT NOT NULL,
  papers TEXT NOT NULL,
  rejected TEXT NOT NULL,
  reconciliation TEXT NOT NULL,
  lots TEXT NOT NULL
);

CREATE TABLE declaration_declared (
  election TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  title TEXT NOT NULL,
  declared_at BIGINT NOT NULL,
  declared_by TEXT NOT NULL
);

CREATE TABLE declaration_results (
  contest TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  election TEXT NOT NULL REFERENCES declaration_declared (election),
  position INTEGER NOT NULL,
  constituency TEXT NOT NULL,
  kind_en TEXT NOT NULL,
  kind_cy TEXT NOT NULL,
  seats INTEGER NOT NULL,
  binding BOOLEAN NOT NULL,
  contested BOOLEAN NOT NULL,
  counting_rule TEXT NOT NULL,
  electorate BIGINT NOT NULL,
  issued BIGINT NOT NULL,
  used BIGINT NOT NULL,
  valid BIGINT NOT NULL,
  rejected TEXT NOT NULL
);

CREATE TABLE declaration_votes (
  institution TEXT NOT NULL,
  contest TEXT NOT NULL REFERENCES declaration_results (contest),
  position INTEGER NOT NULL,
  candidate TEXT NOT NULL,
  votes TEXT NOT NULL,
  elected_order INTEGER,
  PRIMARY KEY (contest, position)
);
