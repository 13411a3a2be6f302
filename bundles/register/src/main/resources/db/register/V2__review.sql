-- Short fingerprints of the first email address, telephone number, postcode and first address line,
-- by which records are weighed against each other; a hyphen where one is not known.
ALTER TABLE register_staged ADD COLUMN likeness TEXT NOT NULL DEFAULT '- - - -';
ALTER TABLE register_record ADD COLUMN likeness TEXT NOT NULL DEFAULT '- - - -';

-- The entry that stayed when this one was found to be of the same person and ended.
ALTER TABLE register_person ADD COLUMN same_as TEXT;
CREATE INDEX register_person_same_as ON register_person (institution, same_as)
  WHERE same_as IS NOT NULL;

-- The log of links again, one row for each act: a record may be joined more than once in one run,
-- and an undoing follows the joins in their order. "former" is the entry that ended by the join, to
-- be given back when it is undone.
ALTER TABLE register_link RENAME TO register_link_before;
CREATE TABLE register_link (
  institution TEXT NOT NULL,
  run BIGINT NOT NULL,
  number BIGINT NOT NULL,
  record BIGINT NOT NULL,
  act TEXT NOT NULL,
  person TEXT NOT NULL,
  former TEXT,
  other_record BIGINT,
  evidence TEXT NOT NULL,
  PRIMARY KEY (institution, run, number)
);
INSERT INTO register_link (institution, run, number, record, act, person, other_record, evidence)
  SELECT institution, run, ROW_NUMBER() OVER (PARTITION BY institution, run ORDER BY record, act),
    record, act, person, other_record, evidence
  FROM register_link_before;
DROP TABLE register_link_before;
CREATE INDEX register_link_record ON register_link (institution, record, run, number);
CREATE INDEX register_link_other ON register_link (institution, other_record)
  WHERE other_record IS NOT NULL;

-- Two records that may be of one person: waiting for a person's decision, or decided (one-person,
-- two-persons). A waiting pair with decided_by was taken back by a person, and no rule joins it.
-- The weight is in hundredths of log2 odds; the guard says why weight alone must not join the two;
-- held counts the votes that waited for the decision.
CREATE TABLE register_pair (
  institution TEXT NOT NULL,
  id TEXT NOT NULL,
  left_record BIGINT NOT NULL,
  right_record BIGINT NOT NULL,
  weight BIGINT,
  guard TEXT NOT NULL,
  standing TEXT NOT NULL,
  since BIGINT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  reason TEXT NOT NULL,
  held BIGINT NOT NULL,
  PRIMARY KEY (institution, id)
);
CREATE INDEX register_pair_left ON register_pair (institution, left_record);
CREATE INDEX register_pair_right ON register_pair (institution, right_record);
CREATE INDEX register_pair_standing ON register_pair (institution, standing);
CREATE INDEX register_pair_decided ON register_pair (institution, id) WHERE decided_by IS NOT NULL;

-- The weights last learnt from an institution's own records, and from how many.
CREATE TABLE register_weights (
  institution TEXT NOT NULL PRIMARY KEY,
  learnt_at BIGINT NOT NULL,
  records BIGINT NOT NULL,
  written TEXT NOT NULL,
  account TEXT NOT NULL
);
