// How many relationships of each kind a snapshot holds.
//
// Parameters: $release, name of the snapshot
// Columns: start, label of the start; type; end, label of the end; count
// Order: start, type, end
// Used by: hub graph load, before the swap
MATCH (a)-[r]->(b)
WHERE a.release = $release
RETURN labels(a)[0] AS start, type(r) AS type, labels(b)[0] AS end, count(*) AS count
ORDER BY start, type, end
