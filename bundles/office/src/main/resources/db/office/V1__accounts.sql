-- Accounts belong to the installation: institution is '*', and office_access says what they may see.
CREATE TABLE office_accounts (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  name TEXT NOT NULL,
  login TEXT NOT NULL UNIQUE,
  secret TEXT NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE office_access (
  account TEXT NOT NULL REFERENCES office_accounts (id),
  institution TEXT NOT NULL,
  PRIMARY KEY (account, institution)
);

-- Failed attempts, by SHA-256 of the name tried, so that names that do not exist are held off alike
-- and a password typed in the wrong box is not kept.
CREATE TABLE office_attempts (
  login_hash TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  failures INTEGER NOT NULL,
  last_at BIGINT NOT NULL
);
