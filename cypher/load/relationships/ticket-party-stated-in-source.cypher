// (:TicketParty)-[:STATED_IN]->(:Source) the file that states it; the row in the file is `sourceRow`.
//
// Table: ticket_parties
// Row: ticket, partyName, source
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:TicketParty {release: $release, ticket: row.ticket, partyName: row.partyName})
MATCH (b:Source {release: $release, key: row.source})
MERGE (a)-[:STATED_IN]->(b)
