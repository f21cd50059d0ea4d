// Within a release a (:Party) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT partyKey IF NOT EXISTS
FOR (n:Party) REQUIRE (n.release, n.key) IS UNIQUE
