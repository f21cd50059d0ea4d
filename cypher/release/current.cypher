// The snapshot that readers see; no row where nothing was ever loaded.
//
// Parameters: none
// Columns: release, name of the snapshot
// Order: one row
// Used by: hub graph load; readers, in the transaction of their question
MATCH (h:Hub {name: 'hub'})
RETURN h.current AS release
