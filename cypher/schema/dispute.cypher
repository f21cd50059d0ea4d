// Within a release a (:Dispute) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT disputeKey IF NOT EXISTS
FOR (n:Dispute) REQUIRE (n.release, n.key) IS UNIQUE
