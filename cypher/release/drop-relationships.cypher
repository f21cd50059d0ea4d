// Removes the relationships of a snapshot, in small transactions; run again after a kill, it goes on.
//
// Parameters: $release, name of the snapshot
// Columns: none
// Order: after the swap, before its nodes: a node with many relationships would not fit into one transaction
// Used by: hub graph load
MATCH (n)-[r]->()
WHERE n.release = $release
CALL (r) {
  DELETE r
} IN TRANSACTIONS OF 20000 ROWS
