-- What a source says is kept aside outside the database until a run applies it.
DROP TABLE register_staged;

-- What each record counts for in its source's totals, kept as each person is decided so that no run
-- counts a million rows: 1 linked to an earlier record, 2 making nobody a member, 3 both.
ALTER TABLE register_record ADD COLUMN counted INTEGER NOT NULL DEFAULT 0;
ALTER TABLE register_source ADD COLUMN linked BIGINT NOT NULL DEFAULT 0;
ALTER TABLE register_source ADD COLUMN not_eligible BIGINT NOT NULL DEFAULT 0;
-- Everybody is looked at once more, so that the totals begin right.
UPDATE register_institution SET rules = '';

-- Records the host gave up for another, in its own words, for good: the retired key may come again.
-- Done is 0 until the survivor is held and both are of one person.
CREATE TABLE register_merge (
  institution TEXT NOT NULL,
  source TEXT NOT NULL,
  retired TEXT NOT NULL,
  survivor TEXT NOT NULL,
  run BIGINT NOT NULL,
  done INTEGER NOT NULL,
  PRIMARY KEY (institution, source, retired)
);
CREATE INDEX register_merge_survivor ON register_merge (institution, source, survivor);

-- What hosts pushed: taken once by the host's own id, applied in the order of their numbers. State
-- is waiting, applied or aside; contents are kept until applied.
CREATE TABLE register_delivery (
  institution TEXT NOT NULL,
  source TEXT NOT NULL,
  delivery TEXT NOT NULL,
  number BIGINT NOT NULL,
  taken_at BIGINT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  problem TEXT NOT NULL,
  contents ${bytes},
  PRIMARY KEY (institution, source, delivery)
);
CREATE UNIQUE INDEX register_delivery_number ON register_delivery (institution, number);
CREATE INDEX register_delivery_open ON register_delivery (institution, source, number)
  WHERE state <> 'applied';

-- What a host was last told of each of its records, and what went wrong since.
CREATE TABLE register_written (
  institution TEXT NOT NULL,
  source TEXT NOT NULL,
  record_key TEXT NOT NULL,
  constituency TEXT,
  since TEXT,
  ended TEXT,
  attempts INTEGER NOT NULL,
  due BIGINT NOT NULL,
  problem TEXT NOT NULL,
  PRIMARY KEY (institution, source, record_key)
);
CREATE INDEX register_written_failed ON register_written (institution, source, due)
  WHERE attempts > 0;
