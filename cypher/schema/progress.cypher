// Within a release a (:Progress) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT progressKey IF NOT EXISTS
FOR (n:Progress) REQUIRE (n.release, n.key) IS UNIQUE
