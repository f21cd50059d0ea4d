CREATE TABLE error_report (
  number INTEGER PRIMARY KEY,
  page TEXT NOT NULL,
  datasets TEXT NOT NULL,
  figure TEXT NOT NULL,
  wrong TEXT NOT NULL,
  source TEXT NOT NULL,
  release TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('OPEN', 'MENDED', 'NO_ERROR')),
  answer TEXT,
  closed_by TEXT REFERENCES account
) STRICT;
