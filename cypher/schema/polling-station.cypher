// Within a release a (:PollingStation) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT pollingStationKey IF NOT EXISTS
FOR (n:PollingStation) REQUIRE (n.release, n.key) IS UNIQUE
