// Within a release a (:ExternalId) has kind and key and scheme and value of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT externalIdKey IF NOT EXISTS
FOR (n:ExternalId) REQUIRE (n.release, n.kind, n.key, n.scheme, n.value) IS UNIQUE
