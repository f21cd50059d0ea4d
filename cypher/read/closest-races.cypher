// Contests in which the last one elected and the first one not elected of a list are closest.
//
// Parameters: $release, name of the snapshot; $edition, key of the edition; $office, the office; $first, how many at most
// Columns: contest; party; elected, name of the last elected; next, name of the first not elected; difference, in votes
// Order: the smallest difference first
// Used by: researchers; docs/neo4j.md
MATCH (c:Candidacy {release: $release, edition: $edition, office: $office})-[:NOMINATED_BY]->(n:Nomination)
WHERE c.votesCount IS NOT NULL
MATCH (c)-[:IN_CONTEST]->(contest:Contest)
WITH contest, n, c ORDER BY c.votesCount DESC, c.key
WITH contest, n, [x IN collect(c) WHERE x.elected = true][-1] AS last, [x IN collect(c) WHERE x.elected = false][0] AS following
WHERE last IS NOT NULL AND following IS NOT NULL
RETURN contest.name AS contest, n.name AS party, last.nameOnBallot AS elected, following.nameOnBallot AS next,
       last.votesCount - following.votesCount AS difference
ORDER BY difference, contest, party
LIMIT $first
