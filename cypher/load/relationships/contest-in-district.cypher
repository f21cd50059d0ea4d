// (:Contest)-[:IN_DISTRICT]->(:District) the district whose voters decide; none where the whole nation votes.
//
// Table: contests
// Row: key, district
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Contest {release: $release, key: row.key})
MATCH (b:District {release: $release, key: row.district})
MERGE (a)-[:IN_DISTRICT]->(b)
