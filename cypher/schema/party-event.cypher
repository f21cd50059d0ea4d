// Within a release a (:PartyEvent) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT partyEventKey IF NOT EXISTS
FOR (n:PartyEvent) REQUIRE (n.release, n.key) IS UNIQUE
