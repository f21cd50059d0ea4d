// Districts of an edition and office.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE INDEX districtByEdition IF NOT EXISTS
FOR (n:District) ON (n.release, n.edition, n.office)
