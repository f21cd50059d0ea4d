// (:FinanceReport)-[:REPORTED_BY]->(:Candidacy) the candidacy that reports.
//
// Table: finance_reports
// Row: key, candidacy
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:FinanceReport {release: $release, key: row.key})
MATCH (b:Candidacy {release: $release, key: row.candidacy})
MERGE (a)-[:REPORTED_BY]->(b)
