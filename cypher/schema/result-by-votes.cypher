// Figures of votes in their order.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE INDEX resultByVotes IF NOT EXISTS
FOR (n:Result) ON (n.release, n.votesCount)
