// (:Result)-[:FOR_LIST]->(:Nomination) the party's list that the votes are for, alone or through a candidate.
//
// Table: results
// Row: key, nomination
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Result {release: $release, key: row.key})
MATCH (b:Nomination {release: $release, key: row.nomination})
MERGE (a)-[:FOR_LIST]->(b)
