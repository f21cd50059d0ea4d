// (:Region)-[:GAVE_TO]->(:Region) the later region that took over a part of the earlier one, in `year`.
//
// Table: region_lineage
// Row: region, successor, year, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Region {release: $release, key: row.region})
MATCH (b:Region {release: $release, key: row.successor})
MERGE (a)-[r:GAVE_TO {year: row.year}]->(b)
SET r += row.properties
