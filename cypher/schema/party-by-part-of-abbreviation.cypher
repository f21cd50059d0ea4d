// Party nodes by a part of the folded `abbreviation`.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load; hub serve --store neo4j
CREATE TEXT INDEX partyByPartOfAbbreviation IF NOT EXISTS
FOR (n:Party) ON (n.abbreviationFolded)
