// Within a release a (:Person) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT personKey IF NOT EXISTS
FOR (n:Person) REQUIRE (n.release, n.key) IS UNIQUE
