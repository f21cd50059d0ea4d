CREATE TABLE browser (
  digest TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account,
  seen_at TEXT NOT NULL
) STRICT;
