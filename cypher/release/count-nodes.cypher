// How many nodes of each label a snapshot holds.
//
// Parameters: $release, name of the snapshot
// Columns: label; count
// Order: label
// Used by: hub graph load, before the swap
MATCH (n)
WHERE n.release = $release
RETURN labels(n)[0] AS label, count(*) AS count
ORDER BY label
