// (:FinanceLine)-[:ITEM_OF]->(:FinanceReport) the report that a contribution stands in.
//
// Table: finance_lines
// Row: key, report
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:FinanceLine {release: $release, key: row.key})
MATCH (b:FinanceReport {release: $release, key: row.report})
MERGE (a)-[:ITEM_OF]->(b)
