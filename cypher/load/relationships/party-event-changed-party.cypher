// (:PartyEvent)-[:CHANGED]->(:Party) the party that the event is about.
//
// Table: party_events
// Row: key, party
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:PartyEvent {release: $release, key: row.key})
MATCH (b:Party {release: $release, key: row.party})
MERGE (a)-[:CHANGED]->(b)
