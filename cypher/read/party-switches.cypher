// How many people moved from which party to which between two editions.
//
// Parameters: $release, name of the snapshot; $before, key of the earlier edition; $after, key of the later edition
// Columns: from, party before; to, party after; people
// Order: the largest move first
// Used by: researchers; docs/neo4j.md
MATCH (c:Candidacy {release: $release, edition: $after})<-[:STANDS_AS]-(p:Person)-[:STANDS_AS]->(b:Candidacy {edition: $before})
MATCH (b)-[:FOR_PARTY]->(old:Party), (c)-[:FOR_PARTY]->(new:Party)
WHERE old <> new
RETURN old.name AS from, new.name AS to, count(DISTINCT p) AS people
ORDER BY people DESC, from, to
