// Figures of one candidacy in one area that two sources give differently.
//
// Parameters: $release, name of the snapshot; $edition, key of the edition; $first, how many at most
// Columns: candidacy; name; area; votes, the figures with their series; difference
// Order: the largest difference first
// Used by: researchers; docs/neo4j.md
MATCH (r:Result {release: $release, edition: $edition})-[:COUNTS]->(c)
WHERE r.votesCount IS NOT NULL
OPTIONAL MATCH (r)-[:COUNTED_IN]->(area:Region)
WITH c, area, collect(r) AS figures, max(r.votesCount) - min(r.votesCount) AS difference
WHERE difference > 0 AND size(figures) > 1
RETURN c.key AS candidacy, coalesce(c.nameOnBallot, c.name) AS name, area.name AS area,
       [r IN figures | r.series + ': ' + toString(r.votesCount)] AS votes, difference AS difference
ORDER BY difference DESC, candidacy, area
LIMIT $first
