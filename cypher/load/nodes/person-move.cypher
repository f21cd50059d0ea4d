// (:PersonMove) a pair of candidacies of one person in two editions, the earlier one first.
//
// Table: person_moves
// Row: from, to, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: any; safe to run again and in parallel
// Used by: hub graph load
UNWIND $rows AS row
MERGE (n:PersonMove {release: $release, from: row.from, to: row.to})
SET n += row.properties
