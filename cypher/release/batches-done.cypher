// The batches that are loaded already.
//
// Parameters: $release, name of the snapshot
// Columns: step, what was loaded; number, number of the batch in the step
// Order: none
// Used by: hub graph load
MATCH (b:LoadedBatch)
WHERE b.release = $release AND b.step IS NOT NULL AND b.number IS NOT NULL
RETURN b.step AS step, b.number AS number
