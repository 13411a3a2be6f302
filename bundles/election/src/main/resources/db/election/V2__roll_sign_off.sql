-- Who found a frozen roll right. The hash is the roll's own, so that it is plain what was signed.
CREATE TABLE election_roll_sign_off (
  institution TEXT NOT NULL,
  election TEXT NOT NULL REFERENCES election_elections (id),
  name TEXT NOT NULL,
  hash TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (election)
);
