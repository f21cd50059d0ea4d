// Regions by an official code of a scheme.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE INDEX regionCodeByValue IF NOT EXISTS
FOR (n:RegionCode) ON (n.release, n.scheme, n.value)
