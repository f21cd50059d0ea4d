// Within a release a (:Alias) has alias and successor of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT aliasKey IF NOT EXISTS
FOR (n:Alias) REQUIRE (n.release, n.alias, n.successor) IS UNIQUE
