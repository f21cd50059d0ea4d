// Within a release a (:Ticket) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT ticketKey IF NOT EXISTS
FOR (n:Ticket) REQUIRE (n.release, n.key) IS UNIQUE
