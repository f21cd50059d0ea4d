// The words of all names of a node, folded by the hub, so that `search` finds the same in every store.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load; hub serve --store neo4j
CREATE FULLTEXT INDEX words IF NOT EXISTS
FOR (n:Person|Candidacy|Party|District|Region)
ON EACH [n.words]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}
