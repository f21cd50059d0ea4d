// Within a release a (:Finding) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT findingKey IF NOT EXISTS
FOR (n:Finding) REQUIRE (n.release, n.key) IS UNIQUE
