// The snapshots of which the graph holds anything, whole or not.
//
// Parameters: none
// Columns: release, name of the snapshot
// Order: by name
// Used by: hub graph load
MATCH (n)
WHERE n.release IS NOT NULL
RETURN DISTINCT n.release AS release
ORDER BY release
