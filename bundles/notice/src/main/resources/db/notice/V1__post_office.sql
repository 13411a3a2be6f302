-- A notice as it was opened. Wording and sender are kept with it, so that what waits is sent as it
-- was given, whatever changes meanwhile, and needs no other bundle to be there.
CREATE TABLE notice_notices (
  id TEXT NOT NULL PRIMARY KEY,
  institution TEXT NOT NULL,
  kind TEXT NOT NULL,
  form TEXT NOT NULL,
  concerning TEXT NOT NULL,
  opened BIGINT NOT NULL,
  actor TEXT NOT NULL,
  contents ${bytes} NOT NULL
);
CREATE INDEX notice_notices_concerning ON notice_notices (institution, concerning, opened);

CREATE TABLE notice_wordings (
  institution TEXT NOT NULL,
  notice TEXT NOT NULL REFERENCES notice_notices (id),
  place INTEGER NOT NULL,
  language TEXT NOT NULL,
  wording TEXT NOT NULL,
  footer TEXT NOT NULL,
  PRIMARY KEY (notice, language)
);

-- One row for each addressee of a notice. "due" is set while there is something left to do: when
-- to try next or, while sending, when the claim on it lapses. "sealed" holds address and personal
-- facts, encrypted, until the message has left.
CREATE TABLE notice_messages (
  id TEXT NOT NULL PRIMARY KEY,
  institution TEXT NOT NULL,
  notice TEXT NOT NULL REFERENCES notice_notices (id),
  reference TEXT NOT NULL,
  name TEXT NOT NULL,
  language TEXT NOT NULL,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  queued BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  due BIGINT,
  claimant TEXT,
  attempts INTEGER NOT NULL,
  text_hash TEXT,
  explanation TEXT NOT NULL,
  sealed ${bytes},
  UNIQUE (notice, reference)
);
CREATE INDEX notice_messages_due ON notice_messages (channel, due) WHERE due IS NOT NULL;
CREATE INDEX notice_messages_state ON notice_messages (institution, state);

CREATE TABLE notice_links (
  id TEXT NOT NULL PRIMARY KEY,
  institution TEXT NOT NULL,
  purpose TEXT NOT NULL,
  holder TEXT NOT NULL,
  concerning TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,
  granted BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  revoked BIGINT
);
CREATE INDEX notice_links_holder ON notice_links (institution, purpose, holder, concerning);
