// (:TicketParty) a party behind a pair as the source writes it, known to us or not.
//
// Table: ticket_parties
// Row: ticket, partyName, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:TicketParty {release: $release, ticket: row.ticket, partyName: row.partyName})
SET n += row.properties
