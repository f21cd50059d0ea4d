// (:DistrictTurnover)-[:TURNOVER_IN]->(:District) the district.
//
// Table: district_turnovers
// Row: district, since
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:DistrictTurnover {release: $release, district: row.district, since: row.since})
MATCH (b:District {release: $release, key: row.district})
MERGE (a)-[:TURNOVER_IN]->(b)
