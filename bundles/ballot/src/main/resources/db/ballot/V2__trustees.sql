-- Who holds a share of an election's key. The shares themselves are never here.
CREATE TABLE ballot_trustees (
  institution TEXT NOT NULL,
  election TEXT NOT NULL,
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  PRIMARY KEY (election, number)
);
