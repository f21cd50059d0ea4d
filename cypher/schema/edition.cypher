// Within a release a (:Edition) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT editionKey IF NOT EXISTS
FOR (n:Edition) REQUIRE (n.release, n.key) IS UNIQUE
