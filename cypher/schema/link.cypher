// Within a release a (:Link) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT linkKey IF NOT EXISTS
FOR (n:Link) REQUIRE (n.release, n.key) IS UNIQUE
