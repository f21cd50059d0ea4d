// Nodes of a label are told apart by their key, within a release; rows are found by it. A template, filled for each label.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT <name> IF NOT EXISTS
FOR (n:<label>) REQUIRE <key> IS UNIQUE
