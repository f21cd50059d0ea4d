// People by their exact name, and in its order.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE INDEX personByName IF NOT EXISTS
FOR (n:Person) ON (n.release, n.name)
