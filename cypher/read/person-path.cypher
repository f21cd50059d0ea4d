// The path of a person: every candidacy, with the votes and whether it was won.
//
// Parameters: $release, name of the snapshot; $person, key of the person
// Columns: edition; office; district, its name; party, its name in that edition; name, as on the ballot; votes; rank; elected
// Order: the oldest edition first
// Used by: researchers; docs/neo4j.md
MATCH (p:Person {release: $release, key: $person})-[:STANDS_AS]->(c:Candidacy)
OPTIONAL MATCH (c)-[:STANDS_IN]->(d:District)
OPTIONAL MATCH (c)-[:NOMINATED_BY]->(n:Nomination)
RETURN c.edition AS edition, c.office AS office, d.name AS district, n.name AS party,
       c.nameOnBallot AS name, c.votesCount AS votes, c.rank AS rank, c.elected AS elected
ORDER BY edition, office, district, name
