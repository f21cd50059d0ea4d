// Within a release a (:Turnout) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT turnoutKey IF NOT EXISTS
FOR (n:Turnout) REQUIRE (n.release, n.key) IS UNIQUE
