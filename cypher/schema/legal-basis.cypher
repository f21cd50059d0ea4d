// Within a release a (:LegalBasis) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT legalBasisKey IF NOT EXISTS
FOR (n:LegalBasis) REQUIRE (n.release, n.key) IS UNIQUE
