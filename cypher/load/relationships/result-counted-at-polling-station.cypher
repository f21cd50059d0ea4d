// (:Result)-[:COUNTED_AT]->(:PollingStation) the polling station that is counted; none for a larger area.
//
// Table: results
// Row: key, station
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Result {release: $release, key: row.key})
MATCH (b:PollingStation {release: $release, key: row.station})
MERGE (a)-[:COUNTED_AT]->(b)
