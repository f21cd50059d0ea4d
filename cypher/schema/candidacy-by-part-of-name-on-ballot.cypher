// Candidacy nodes by a part of the folded `nameOnBallot`.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load; hub serve --store neo4j
CREATE TEXT INDEX candidacyByPartOfNameOnBallot IF NOT EXISTS
FOR (n:Candidacy) ON (n.nameOnBallotFolded)
