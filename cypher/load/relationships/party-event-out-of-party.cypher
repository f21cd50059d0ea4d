// (:PartyEvent)-[:OUT_OF]->(:Party) the other party that was taken up, or that the party split off from.
//
// Table: party_events
// Row: key, fromParty
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:PartyEvent {release: $release, key: row.key})
MATCH (b:Party {release: $release, key: row.fromParty})
MERGE (a)-[:OUT_OF]->(b)
