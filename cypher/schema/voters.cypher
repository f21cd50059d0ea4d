// Within a release a (:Voters) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT votersKey IF NOT EXISTS
FOR (n:Voters) REQUIRE (n.release, n.key) IS UNIQUE
