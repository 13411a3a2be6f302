CREATE TABLE assembly_assemblies (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  title TEXT NOT NULL,
  annual BOOLEAN NOT NULL,
  held_at BIGINT NOT NULL,
  place TEXT NOT NULL,
  notice TEXT,
  notice_given_at BIGINT
);

CREATE TABLE assembly_business (
  institution TEXT NOT NULL,
  assembly TEXT NOT NULL REFERENCES assembly_assemblies (id),
  position INTEGER NOT NULL,
  item TEXT NOT NULL,
  PRIMARY KEY (assembly, position)
);
