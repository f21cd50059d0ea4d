// Several people who share the last word of their name and stand in one district: perhaps a family, perhaps not.
//
// Parameters: $release, name of the snapshot; $edition, key of the edition; $office, the office; $longest, people from which on a word is too
//   common to say anything
// Columns: district; word, the shared last word; people, how many; names
// Order: the most people first
// Used by: researchers; docs/neo4j.md
MATCH (c:Candidacy {release: $release, edition: $edition, office: $office})-[:STANDS_IN]->(d:District)
MATCH (p:Person)-[:STANDS_AS]->(c)
WITH d, p, split(trim(split(c.nameOnBallot, ',')[0]), ' ') AS words
WHERE size(words) > 1 AND size(words[-1]) > 3
WITH d, toUpper(words[-1]) AS word, collect(DISTINCT p) AS people
WHERE 1 < size(people) < $longest
RETURN d.name AS district, word AS word, size(people) AS people, [p IN people | p.name] AS names
ORDER BY people DESC, district, word
