// People, candidacies, parties, districts and regions whose names hold the words of a search, case and accents ignored.
//
// Parameters: $release, name of the snapshot; $words, a Lucene query such as `irmawan AND aceh`; $first, how many at most
// Columns: label; key; name; score
// Order: the best first
// Used by: researchers; docs/neo4j.md
CALL db.index.fulltext.queryNodes('names', $words) YIELD node, score
WHERE node.release = $release
RETURN labels(node)[0] AS label, node.key AS key, coalesce(node.name, node.nameOnBallot) AS name, score AS score
ORDER BY score DESC, label, key
LIMIT $first
