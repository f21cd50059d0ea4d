// Within a release a (:Judgement) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT judgementKey IF NOT EXISTS
FOR (n:Judgement) REQUIRE (n.release, n.key) IS UNIQUE
