// (:PartyEvent) what happened to a party, with its date and the document that tells of it.
//
// Table: party_events
// Row: key, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:PartyEvent {release: $release, key: row.key})
SET n += row.properties
