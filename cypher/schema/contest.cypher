// Within a release a (:Contest) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT contestKey IF NOT EXISTS
FOR (n:Contest) REQUIRE (n.release, n.key) IS UNIQUE
