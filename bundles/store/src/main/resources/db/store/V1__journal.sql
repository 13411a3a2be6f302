CREATE TABLE store_journal (
  institution TEXT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  facts TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (institution, number)
);

-- Where the chain ends, so that the loss of its newest entries shows as well.
CREATE TABLE store_journal_head (
  institution TEXT NOT NULL PRIMARY KEY,
  number BIGINT NOT NULL,
  hash TEXT NOT NULL
);
