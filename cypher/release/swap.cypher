// Points readers to a snapshot. One property of one node is set, so a reader sees the old snapshot or the new one.
//
// Parameters: $release, name of the snapshot
// Columns: none
// Order: after the load was found whole
// Used by: hub graph load
MERGE (h:Hub {name: 'hub'})
SET h.current = $release
