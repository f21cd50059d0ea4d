// The seats of the districts of one name, edition by edition: how many are held by people who won one in the edition before.
//
// Parameters: $release, name of the snapshot; $office, the office; $district, name of the district
// Columns: edition; seats, people elected; again, of them elected in an earlier edition; new, of them elected for the first time
// Order: the oldest edition first
// Used by: researchers; docs/neo4j.md
MATCH (d:District {release: $release, office: $office})<-[:STANDS_IN]-(c:Candidacy {elected: true})<-[:STANDS_AS]-(p:Person)
WHERE d.nameFolded = toLower($district)
WITH c, p, EXISTS { (p)-[:STANDS_AS]->(b:Candidacy {office: $office, elected: true}) WHERE b.edition < c.edition } AS known
RETURN c.edition AS edition, count(p) AS seats, sum(CASE WHEN known THEN 1 ELSE 0 END) AS again,
       sum(CASE WHEN known THEN 0 ELSE 1 END) AS new
ORDER BY edition
