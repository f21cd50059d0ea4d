// Removes the nodes of a snapshot, in small transactions; run again after a kill, it goes on.
//
// Parameters: $release, name of the snapshot
// Columns: none
// Order: after its relationships
// Used by: hub graph load
MATCH (n)
WHERE n.release = $release
CALL (n) {
  DETACH DELETE n
} IN TRANSACTIONS OF 10000 ROWS
