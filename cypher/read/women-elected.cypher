// Women among those who stand and those who are elected, by party.
//
// Parameters: $release, name of the snapshot; $edition, key of the edition; $office, the office
// Columns: party; candidates; women; elected; womenElected
// Order: by number of elected, the most first
// Used by: researchers; docs/neo4j.md
MATCH (c:Candidacy {release: $release, edition: $edition, office: $office})-[:NOMINATED_BY]->(n:Nomination)
RETURN n.name AS party, count(c) AS candidates, sum(CASE WHEN c.gender = 'FEMALE' THEN 1 ELSE 0 END) AS women,
       sum(CASE WHEN c.elected THEN 1 ELSE 0 END) AS elected,
       sum(CASE WHEN c.elected AND c.gender = 'FEMALE' THEN 1 ELSE 0 END) AS womenElected
ORDER BY elected DESC, party
