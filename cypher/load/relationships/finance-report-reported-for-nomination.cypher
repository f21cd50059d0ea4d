// (:FinanceReport)-[:REPORTED_FOR]->(:Nomination) the party that reports, or the candidate's.
//
// Table: finance_reports
// Row: key, nomination
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:FinanceReport {release: $release, key: row.key})
MATCH (b:Nomination {release: $release, key: row.nomination})
MERGE (a)-[:REPORTED_FOR]->(b)
