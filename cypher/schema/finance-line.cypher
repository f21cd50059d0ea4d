// Within a release a (:FinanceLine) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT financeLineKey IF NOT EXISTS
FOR (n:FinanceLine) REQUIRE (n.release, n.key) IS UNIQUE
