CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE account (
  name TEXT PRIMARY KEY,
  password TEXT,
  is_active INTEGER NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

CREATE TABLE role (
  account TEXT NOT NULL REFERENCES account,
  role TEXT NOT NULL CHECK (role IN ('reader', 'steward', 'approver', 'administrator')),
  dataset TEXT NOT NULL,
  PRIMARY KEY (account, role, dataset)
) STRICT;

CREATE TABLE token (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account,
  digest TEXT NOT NULL,
  scopes TEXT NOT NULL,
  made_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  revoked_at TEXT
) STRICT;

CREATE TABLE delivery (
  number INTEGER PRIMARY KEY,
  dataset TEXT NOT NULL,
  also TEXT NOT NULL,
  place TEXT NOT NULL,
  file_name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes_count INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN (
    'RECEIVED', 'CHECKED', 'UNUSABLE', 'SUBMITTED', 'RETURNED', 'APPROVED', 'HELD', 'PUBLISHED', 'REPLACED', 'UNDOING', 'UNDONE')),
  handed_in_by TEXT NOT NULL REFERENCES account,
  handed_in_at TEXT NOT NULL,
  attempts_count INTEGER NOT NULL,
  report_sha256 TEXT,
  submitted_by TEXT REFERENCES account,
  decided_by TEXT REFERENCES account,
  reason TEXT,
  accepted TEXT NOT NULL,
  release_before TEXT,
  release TEXT,
  replaces INTEGER REFERENCES delivery
) STRICT;

CREATE UNIQUE INDEX same_bytes ON delivery (dataset, place, sha256) WHERE state NOT IN ('UNUSABLE', 'RETURNED', 'REPLACED', 'UNDONE');

CREATE TABLE log (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  act TEXT NOT NULL,
  detail TEXT NOT NULL,
  rows TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE session (
  digest TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account,
  expires_at TEXT NOT NULL
) STRICT;

CREATE TABLE failure (
  name TEXT PRIMARY KEY,
  failures_count INTEGER NOT NULL,
  locked_until TEXT
) STRICT;
