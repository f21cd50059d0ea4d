// (:TicketParty)-[:NAMES]->(:Party) the party, where its name is one that we know.
//
// Table: ticket_parties
// Row: ticket, partyName, party
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:TicketParty {release: $release, ticket: row.ticket, partyName: row.partyName})
MATCH (b:Party {release: $release, key: row.party})
MERGE (a)-[:NAMES]->(b)
