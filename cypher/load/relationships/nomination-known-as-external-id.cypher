// (:Nomination)-[:KNOWN_AS]->(:ExternalId) what publishers call it.
//
// Table: external_ids
// Where: kind is nomination, key in nominations
// Row: kind, key, scheme, value
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Nomination {release: $release, key: row.key})
MATCH (b:ExternalId {release: $release, kind: row.kind, key: row.key, scheme: row.scheme, value: row.value})
MERGE (a)-[:KNOWN_AS]->(b)
