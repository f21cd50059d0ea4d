// Within a release a (:Rollup) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT rollupKey IF NOT EXISTS
FOR (n:Rollup) REQUIRE (n.release, n.key) IS UNIQUE
