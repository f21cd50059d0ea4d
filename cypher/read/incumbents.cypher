// People who won a seat in an edition and stand again for the same office in a later one, and how they fare.
//
// Parameters: $release, name of the snapshot; $office, the office; $before, key of the earlier edition; $after, key of the later edition
// Columns: person, its key; name; districtBefore; districtAfter; partyBefore; partyAfter; votesBefore; votesAfter; elected, whether again
// Order: by district and name
// Used by: researchers; docs/neo4j.md
MATCH (b:Candidacy {release: $release, edition: $before, office: $office, elected: true})<-[:STANDS_AS]-(p:Person)
MATCH (p)-[:STANDS_AS]->(c:Candidacy {edition: $after, office: $office})
OPTIONAL MATCH (b)-[:STANDS_IN]->(there:District)
OPTIONAL MATCH (c)-[:STANDS_IN]->(here:District)
OPTIONAL MATCH (b)-[:FOR_PARTY]->(old:Party)
OPTIONAL MATCH (c)-[:FOR_PARTY]->(new:Party)
RETURN p.key AS person, p.name AS name, there.name AS districtBefore, here.name AS districtAfter,
       old.name AS partyBefore, new.name AS partyAfter, b.votesCount AS votesBefore, c.votesCount AS votesAfter,
       c.elected AS elected
ORDER BY districtAfter, name, person
