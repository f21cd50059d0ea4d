// Within a release a (:Region) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT regionKey IF NOT EXISTS
FOR (n:Region) REQUIRE (n.release, n.key) IS UNIQUE
