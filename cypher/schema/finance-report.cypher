// Within a release a (:FinanceReport) has a key of its own; rows are found by it.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT financeReportKey IF NOT EXISTS
FOR (n:FinanceReport) REQUIRE (n.release, n.key) IS UNIQUE
