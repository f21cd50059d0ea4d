// Within a release a (:Source) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT sourceKey IF NOT EXISTS
FOR (n:Source) REQUIRE (n.release, n.key) IS UNIQUE
