// There is one (:Hub); its property `current` names the snapshot that readers see.
//
// Parameters: none
// Columns: none
// Order: before any load
// Used by: hub graph load
CREATE CONSTRAINT hubKey IF NOT EXISTS
FOR (n:Hub) REQUIRE n.name IS UNIQUE
