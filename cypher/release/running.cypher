// The transactions that are running now.
//
// Parameters: none
// Columns: transaction, its id
// Order: none
// Used by: hub graph load: what readers began on the old snapshot is let finish before it is removed
SHOW TRANSACTIONS YIELD transactionId
RETURN transactionId AS transaction
