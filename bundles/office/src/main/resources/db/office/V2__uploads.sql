-- Files that were uploaded and not yet enrolled from; the file itself lies in the data folder.
CREATE TABLE office_uploads (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  format TEXT NOT NULL,
  source TEXT NOT NULL,
  file_name TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL
);

CREATE INDEX office_uploads_by_institution ON office_uploads (institution, at);

-- What the columns of a list mean, for the list and the very headings it was mapped with.
CREATE TABLE office_mappings (
  institution TEXT NOT NULL,
  source TEXT NOT NULL,
  headings_hash TEXT NOT NULL,
  position INTEGER NOT NULL,
  heading TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (institution, source, headings_hash, position)
);
