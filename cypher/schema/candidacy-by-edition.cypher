// Candidacies of an edition and office: where most questions start.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE INDEX candidacyByEdition IF NOT EXISTS
FOR (n:Candidacy) ON (n.release, n.edition, n.office)
