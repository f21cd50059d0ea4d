// Names of people, parties, districts and regions by their words, case and accents ignored.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load; read/find-by-name
CREATE FULLTEXT INDEX names IF NOT EXISTS
FOR (n:Person|Candidacy|Party|District|Region)
ON EACH [n.name, n.names, n.nameOnBallot, n.abbreviation]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}}
