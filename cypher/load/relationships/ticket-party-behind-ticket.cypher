// (:TicketParty)-[:BEHIND]->(:Ticket) the pair that is supported.
//
// Table: ticket_parties
// Row: ticket, partyName
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:TicketParty {release: $release, ticket: row.ticket, partyName: row.partyName})
MATCH (b:Ticket {release: $release, key: row.ticket})
MERGE (a)-[:BEHIND]->(b)
