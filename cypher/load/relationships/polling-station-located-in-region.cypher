// (:PollingStation)-[:LOCATED_IN]->(:Region) the village or mission that a polling station lies in.
//
// Table: polling_stations
// Row: key, region
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:PollingStation {release: $release, key: row.key})
MATCH (b:Region {release: $release, key: row.region})
MERGE (a)-[:LOCATED_IN]->(b)
