CREATE TABLE role_with_reviewers (
  account TEXT NOT NULL REFERENCES account,
  role TEXT NOT NULL CHECK (role IN ('reader', 'steward', 'approver', 'reviewer', 'administrator')),
  dataset TEXT NOT NULL,
  PRIMARY KEY (account, role, dataset)
) STRICT;

INSERT INTO role_with_reviewers SELECT * FROM role;

DROP TABLE role;

ALTER TABLE role_with_reviewers RENAME TO role;

CREATE TABLE verdict (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  account TEXT NOT NULL REFERENCES account,
  verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'unsure')),
  why TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (one, other, account)
) STRICT;

CREATE TABLE judged (
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  verdict TEXT NOT NULL,
  people TEXT NOT NULL,
  why TEXT NOT NULL,
  evidence TEXT NOT NULL,
  score REAL,
  model TEXT,
  at TEXT NOT NULL,
  record TEXT,
  PRIMARY KEY (one, other)
) STRICT;
