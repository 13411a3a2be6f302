CREATE TABLE trial_counter (
  institution TEXT NOT NULL PRIMARY KEY,
  total BIGINT NOT NULL
);

CREATE TABLE trial_person (
  id ${id} PRIMARY KEY,
  institution TEXT NOT NULL,
  full_name TEXT NOT NULL UNIQUE,
  joined BIGINT NOT NULL,
  born TEXT,
  active BOOLEAN NOT NULL,
  picture ${bytes}
);

CREATE TABLE trial_note (
  id ${id} PRIMARY KEY,
  institution TEXT NOT NULL,
  person BIGINT NOT NULL REFERENCES trial_person (id)
);
