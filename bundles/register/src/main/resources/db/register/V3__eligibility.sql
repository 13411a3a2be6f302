-- The postcodes inside the area an institution serves, as its directory had them.
CREATE TABLE register_area_postcode (
  institution TEXT NOT NULL,
  postcode TEXT NOT NULL,
  PRIMARY KEY (institution, postcode)
);

-- From which version of the directory, and for which codes, they were read.
CREATE TABLE register_area (
  institution TEXT NOT NULL PRIMARY KEY,
  codes TEXT NOT NULL,
  file TEXT NOT NULL,
  size BIGINT NOT NULL,
  modified BIGINT NOT NULL,
  hash TEXT NOT NULL,
  read_at BIGINT NOT NULL
);

-- The constituency a member has chosen among those open to that member.
CREATE TABLE register_choice (
  institution TEXT NOT NULL,
  person TEXT NOT NULL,
  constituency TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (institution, person)
);

-- Whom the office has suspended, on a ground of the rule pack; until is the last day, if there is
-- one.
CREATE TABLE register_suspension (
  institution TEXT NOT NULL,
  person TEXT NOT NULL,
  ground TEXT NOT NULL,
  until TEXT,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (institution, person)
);

-- Whom the office has admitted where nothing happens without a person's decision.
CREATE TABLE register_admission (
  institution TEXT NOT NULL,
  person TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (institution, person)
);

-- Moves to another constituency that members have been told of and that are still to come.
CREATE TABLE register_move (
  institution TEXT NOT NULL,
  person TEXT NOT NULL,
  constituency TEXT NOT NULL,
  moves_on TEXT NOT NULL,
  PRIMARY KEY (institution, person)
);
