-- Applications to be a member, until they are forgotten. Identity is a fingerprint of the name and
-- of where the person said they can be reached; content one of everything they said. Taken is 1
-- once the register has seen to a verified one; waiting is 1 while the office has to look at it.
CREATE TABLE register_application (
  institution TEXT NOT NULL,
  id TEXT NOT NULL,
  identity TEXT NOT NULL,
  content TEXT NOT NULL,
  ground TEXT NOT NULL,
  given_name TEXT NOT NULL,
  family_name TEXT NOT NULL,
  date_of_birth TEXT,
  email TEXT,
  address TEXT NOT NULL,
  postcode TEXT NOT NULL,
  language TEXT NOT NULL,
  state TEXT NOT NULL,
  received BIGINT NOT NULL,
  settled BIGINT,
  settled_by TEXT,
  reason TEXT,
  code TEXT,
  taken INTEGER NOT NULL,
  waiting INTEGER NOT NULL,
  PRIMARY KEY (institution, id)
);
CREATE INDEX register_application_identity ON register_application (institution, identity);
CREATE INDEX register_application_content ON register_application (institution, content);
CREATE INDEX register_application_code ON register_application (institution, code)
  WHERE code IS NOT NULL;
CREATE INDEX register_application_waiting ON register_application (institution, received)
  WHERE waiting = 1;
CREATE INDEX register_application_untaken ON register_application (institution, id)
  WHERE taken = 0;

-- The records made of verified applications, one for each identity; changed counts the changes of
-- all of them, so that a feed can be read from any place in it.
CREATE TABLE register_joined (
  institution TEXT NOT NULL,
  identity TEXT NOT NULL,
  held INTEGER NOT NULL,
  changed BIGINT NOT NULL,
  PRIMARY KEY (institution, identity)
);
CREATE INDEX register_joined_changed ON register_joined (institution, changed);

-- Who had a mail sent by filling in a public form, as fingerprints, for a day: nobody's letter box
-- is to be filled by a stranger.
CREATE TABLE register_mail_asked (
  institution TEXT NOT NULL,
  recipient TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX register_mail_asked_recipient ON register_mail_asked (institution, recipient, at);

-- What members say is wrong. Sources by line.
CREATE TABLE register_correction (
  institution TEXT NOT NULL,
  id TEXT NOT NULL,
  person TEXT NOT NULL,
  wish TEXT NOT NULL,
  sources TEXT NOT NULL,
  asked BIGINT NOT NULL,
  settled BIGINT,
  settled_by TEXT NOT NULL,
  answer TEXT NOT NULL,
  PRIMARY KEY (institution, id)
);
CREATE INDEX register_correction_person ON register_correction (institution, person, asked);
CREATE INDEX register_correction_waiting ON register_correction (institution, asked)
  WHERE settled IS NULL;

-- For "Am I a member?".
CREATE INDEX register_person_email ON register_person (institution, LOWER(email))
  WHERE email IS NOT NULL;
