// Within a release a (:SetAside) has source and sourceRow of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT setAsideKey IF NOT EXISTS
FOR (n:SetAside) REQUIRE (n.release, n.source, n.sourceRow) IS UNIQUE
