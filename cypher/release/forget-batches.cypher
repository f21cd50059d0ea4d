// Forgets which batches are loaded: after a whole load, and before one that shall load every row again.
//
// Parameters: none
// Columns: none
// Order: after the swap
// Used by: hub graph load
MATCH (b:LoadedBatch)
CALL (b) {
  DELETE b
} IN TRANSACTIONS OF 10000 ROWS
