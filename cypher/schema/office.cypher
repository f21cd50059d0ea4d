// Within a release a (:Office) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT officeKey IF NOT EXISTS
FOR (n:Office) REQUIRE (n.release, n.key) IS UNIQUE
