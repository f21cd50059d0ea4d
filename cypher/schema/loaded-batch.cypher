// A batch of a load is noted once, so that a load that was cut off goes on where it stopped.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT loadedBatchKey IF NOT EXISTS
FOR (n:LoadedBatch) REQUIRE (n.release, n.step, n.number) IS UNIQUE
