// (:Party)-[:SUPPORTS]->(:Ticket) a party, where its name is one that we know, that supports a pair; `partyName` as the source writes it.
//
// Table: ticket_parties
// Row: ticket, party, partyName, source?, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Party {release: $release, key: row.party})
MATCH (b:Ticket {release: $release, key: row.ticket})
MERGE (a)-[r:SUPPORTS {partyName: row.partyName}]->(b)
SET r += row.properties, r.source = row.source
