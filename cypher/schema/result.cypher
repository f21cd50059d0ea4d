// Within a release a (:Result) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT resultKey IF NOT EXISTS
FOR (n:Result) REQUIRE (n.release, n.key) IS UNIQUE
