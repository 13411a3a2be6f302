-- What changed in a run, or by hand between two runs (those have run 0).
CREATE INDEX register_membership_run ON register_membership (institution, run, at);

-- Records no source holds any more, to be forgotten in time.
CREATE INDEX register_record_gone ON register_record (institution, changed_run) WHERE held = 0;

-- Whose details were erased: by id only, so that what a source still says is erased again.
CREATE TABLE register_erasure (
  institution TEXT NOT NULL,
  person TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (institution, person)
);

-- The day on which each institution's retention was last seen to.
CREATE TABLE register_retention (
  institution TEXT NOT NULL PRIMARY KEY,
  done_on TEXT NOT NULL
);
