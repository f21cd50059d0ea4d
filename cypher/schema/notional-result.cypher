// Within a release a (:NotionalResult) has both keys of its own; rows are found by them.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT notionalResultKey IF NOT EXISTS
FOR (n:NotionalResult) REQUIRE (n.release, n.district, n.nomination) IS UNIQUE
