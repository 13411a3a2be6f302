-- One row for each institution: its counters, which also lock it for one run at a time, and the
-- fingerprint of the qualifications last applied to everybody.
CREATE TABLE register_institution (
  institution TEXT NOT NULL PRIMARY KEY,
  runs BIGINT NOT NULL,
  records BIGINT NOT NULL,
  rules TEXT NOT NULL
);

-- Where each source stands.
CREATE TABLE register_source (
  institution TEXT NOT NULL,
  source TEXT NOT NULL,
  place TEXT NOT NULL,
  last_run BIGINT NOT NULL,
  PRIMARY KEY (institution, source)
);

-- What a source said, as read so far by one run; gone when the run ends.
CREATE TABLE register_staged (
  institution TEXT NOT NULL,
  token TEXT NOT NULL,
  record_key TEXT NOT NULL,
  staged_at BIGINT NOT NULL,
  hash TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  date_of_birth TEXT,
  email TEXT,
  postal TEXT NOT NULL,
  language TEXT NOT NULL,
  flags TEXT NOT NULL,
  affiliations TEXT NOT NULL,
  identifiers TEXT NOT NULL,
  link_values TEXT NOT NULL,
  suppressions TEXT NOT NULL,
  PRIMARY KEY (institution, token, record_key)
);

-- Someone the records know, member or not. State and constituency are empty for those who never
-- qualified. The reason is a row of register_reason.
CREATE TABLE register_person (
  institution TEXT NOT NULL,
  id TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  words TEXT NOT NULL,
  email TEXT,
  postal TEXT NOT NULL,
  language TEXT NOT NULL,
  state TEXT,
  constituency TEXT,
  since TEXT,
  reason TEXT,
  answer_by TEXT,
  review_on TEXT,
  greeted INTEGER NOT NULL,
  touched INTEGER NOT NULL,
  PRIMARY KEY (institution, id)
);
CREATE INDEX register_person_words ON register_person (institution, words, id);
CREATE INDEX register_person_state ON register_person (institution, state, constituency);
CREATE INDEX register_person_touched ON register_person (institution, id) WHERE touched = 1;
CREATE INDEX register_person_review ON register_person (institution, review_on)
  WHERE review_on IS NOT NULL;

-- A record of a source; held while the source's newest snapshot has it. Pending 1: to be linked,
-- 2: gone, its person to be looked at; 0 between runs.
CREATE TABLE register_record (
  institution TEXT NOT NULL,
  id BIGINT NOT NULL,
  source TEXT NOT NULL,
  record_key TEXT NOT NULL,
  hash TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  date_of_birth TEXT,
  email TEXT,
  postal TEXT NOT NULL,
  language TEXT NOT NULL,
  flags TEXT NOT NULL,
  affiliations TEXT NOT NULL,
  identifiers TEXT NOT NULL,
  link_values TEXT NOT NULL,
  suppressions TEXT NOT NULL,
  person TEXT,
  held INTEGER NOT NULL,
  pending INTEGER NOT NULL,
  changed_run BIGINT NOT NULL,
  outcome TEXT,
  PRIMARY KEY (institution, id),
  UNIQUE (institution, source, record_key)
);
CREATE INDEX register_record_person ON register_record (institution, person, id);
CREATE INDEX register_record_pending ON register_record (institution, id) WHERE pending > 0;

-- What two records must share to be of one person: two agreeing items under one fingerprint.
CREATE TABLE register_link_value (
  institution TEXT NOT NULL,
  link_value TEXT NOT NULL,
  record BIGINT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (institution, link_value, record)
);
CREATE INDEX register_link_value_record ON register_link_value (institution, record, link_value);

-- Why records were joined or parted, for good.
CREATE TABLE register_link (
  institution TEXT NOT NULL,
  run BIGINT NOT NULL,
  record BIGINT NOT NULL,
  act TEXT NOT NULL,
  person TEXT NOT NULL,
  other_record BIGINT,
  evidence TEXT NOT NULL,
  PRIMARY KEY (institution, record, run, act)
);

-- The history of every membership; number counts from 1 for each person.
CREATE TABLE register_membership (
  institution TEXT NOT NULL,
  person TEXT NOT NULL,
  number BIGINT NOT NULL,
  state TEXT NOT NULL,
  constituency TEXT NOT NULL,
  since TEXT NOT NULL,
  reason TEXT NOT NULL,
  run BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  PRIMARY KEY (institution, person, number)
);

-- Reasons, each text once; the id is a fingerprint of the texts.
CREATE TABLE register_reason (
  institution TEXT NOT NULL,
  id TEXT NOT NULL,
  en TEXT NOT NULL,
  cy TEXT NOT NULL,
  rule TEXT NOT NULL,
  PRIMARY KEY (institution, id)
);

-- Who asked not to be a member: fingerprints, never a name.
CREATE TABLE register_suppression (
  institution TEXT NOT NULL,
  suppressed TEXT NOT NULL,
  since TEXT NOT NULL,
  PRIMARY KEY (institution, suppressed)
);

CREATE TABLE register_run (
  institution TEXT NOT NULL,
  number BIGINT NOT NULL,
  source TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  records BIGINT NOT NULL,
  linked BIGINT NOT NULL,
  joined BIGINT NOT NULL,
  invited BIGINT NOT NULL,
  returned BIGINT NOT NULL,
  moved BIGINT NOT NULL,
  ended BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  not_eligible BIGINT NOT NULL,
  users BIGINT NOT NULL,
  workers BIGINT NOT NULL,
  community BIGINT NOT NULL,
  PRIMARY KEY (institution, number)
);

CREATE TABLE register_change (
  institution TEXT NOT NULL,
  run BIGINT NOT NULL,
  position BIGINT NOT NULL,
  kind TEXT NOT NULL,
  person TEXT NOT NULL,
  constituency TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (institution, run, position)
);

-- Rows a run left out; kept for the newest run of each source only.
CREATE TABLE register_bad_row (
  institution TEXT NOT NULL,
  run BIGINT NOT NULL,
  position BIGINT NOT NULL,
  source TEXT NOT NULL,
  file TEXT NOT NULL,
  line BIGINT NOT NULL,
  heading TEXT NOT NULL,
  cell TEXT NOT NULL,
  problem TEXT NOT NULL,
  cure TEXT NOT NULL,
  lost INTEGER NOT NULL,
  PRIMARY KEY (institution, run, position)
);
