// Where a candidacy comes from: every source row that says something about it, and what was found wrong.
//
// Parameters: $release, name of the snapshot; $candidacy, key of the candidacy
// Columns: publisher; title; path; row; findings
// Order: by path and row
// Used by: researchers; docs/neo4j.md
MATCH (c:Candidacy {release: $release, key: $candidacy})-[a:ATTESTED_IN]->(s:Source)
OPTIONAL MATCH (f:Finding)-[:ABOUT]->(c)
WITH a, s, f ORDER BY f.key
WITH a, s, collect(f.message) AS messages
RETURN s.publisher AS publisher, s.title AS title, s.path AS path, a.row AS row, messages AS findings
ORDER BY path, row
