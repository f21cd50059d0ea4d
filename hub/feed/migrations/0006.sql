CREATE TABLE external_account (
  digest TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account
) STRICT;
