// (:Candidacy)-[:STANDS_IN]->(:District) the district that is stood in; none where the whole nation votes.
//
// Table: candidacies
// Row: key, district
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:Candidacy {release: $release, key: row.key})
MATCH (b:District {release: $release, key: row.district})
MERGE (a)-[:STANDS_IN]->(b)
