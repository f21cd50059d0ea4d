// Within a release a (:Candidacy) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT candidacyKey IF NOT EXISTS
FOR (n:Candidacy) REQUIRE (n.release, n.key) IS UNIQUE
