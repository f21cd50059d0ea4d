// Regions by their exact name, and in its order.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE INDEX regionByName IF NOT EXISTS
FOR (n:Region) ON (n.release, n.name)
