CREATE TABLE withdrawal (
  delivery INTEGER PRIMARY KEY REFERENCES delivery,
  withdraws INTEGER NOT NULL REFERENCES delivery
) STRICT;
