// Within a release a (:Nomination) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT nominationKey IF NOT EXISTS
FOR (n:Nomination) REQUIRE (n.release, n.key) IS UNIQUE
