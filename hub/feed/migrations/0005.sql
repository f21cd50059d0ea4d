CREATE TABLE mapping (
  delivery INTEGER PRIMARY KEY REFERENCES delivery,
  entry TEXT NOT NULL,
  asked TEXT NOT NULL
) STRICT;

CREATE TABLE draft (
  sha256 TEXT NOT NULL,
  account TEXT NOT NULL REFERENCES account,
  dataset TEXT NOT NULL,
  file_name TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  PRIMARY KEY (sha256, account, dataset)
) STRICT;
