// Within a release a (:Dataset) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT datasetKey IF NOT EXISTS
FOR (n:Dataset) REQUIRE (n.release, n.key) IS UNIQUE
