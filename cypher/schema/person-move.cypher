// Within a release a (:PersonMove) has both keys of its own; rows are found by them.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT personMoveKey IF NOT EXISTS
FOR (n:PersonMove) REQUIRE (n.release, n.from, n.to) IS UNIQUE
