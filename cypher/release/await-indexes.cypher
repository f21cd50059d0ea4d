// Waits until every index is filled, so that rows are found by it from the first batch on.
//
// Parameters: none
// Columns: none
// Order: after the schema
// Used by: hub graph load
CALL db.awaitIndexes(300)
