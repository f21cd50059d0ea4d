// Notes that a batch is loaded, in the transaction that loads it: both hold or neither.
//
// Parameters: $release, name of the snapshot; $step, what is loaded; $number, number of the batch in the step
// Columns: none
// Order: with the batch
// Used by: hub graph load
MERGE (:LoadedBatch {release: $release, step: $step, number: $number})
