// Things by what a publisher calls them.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE INDEX externalIdByValue IF NOT EXISTS
FOR (n:ExternalId) ON (n.release, n.scheme, n.value)
