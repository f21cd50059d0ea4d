// People who stand for one party in an edition and for another one in a later edition.
//
// Parameters: $release, name of the snapshot; $before, key of the earlier edition; $after, key of the later edition
// Columns: person, its key; name; from, party before; to, party after; electedBefore; electedAfter
// Order: by parties, then by name
// Used by: researchers; docs/neo4j.md
MATCH (c:Candidacy {release: $release, edition: $after})<-[:STANDS_AS]-(p:Person)-[:STANDS_AS]->(b:Candidacy {edition: $before})
MATCH (b)-[:FOR_PARTY]->(old:Party), (c)-[:FOR_PARTY]->(new:Party)
WHERE old <> new
RETURN p.key AS person, p.name AS name, old.name AS from, new.name AS to,
       b.elected AS electedBefore, c.elected AS electedAfter
ORDER BY from, to, name, person
