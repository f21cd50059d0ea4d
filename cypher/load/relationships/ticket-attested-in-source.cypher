// (:Ticket)-[:ATTESTED_IN]->(:Source) every source row that says something about it; `row` is its number in the file.
//
// Table: provenance
// Where: kind is ticket, key in tickets
// Row: key, source, sourceRow
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Ticket {release: $release, key: row.key})
MATCH (b:Source {release: $release, key: row.source})
MERGE (a)-[:ATTESTED_IN {row: row.sourceRow}]->(b)
