// (:District)-[:ESTIMATED_FOR]->(:Nomination) votes of a party in another edition, as estimated for the district.
//
// Table: notional_results
// Row: district, nomination, party, properties
// Parameters: $release, name of the snapshot; $rows, a batch of rows
// Columns: none
// Order: after the nodes of both ends; safe to run again
// Used by: hub graph load
UNWIND $rows AS row
MATCH (a:District {release: $release, key: row.district})
MATCH (b:Nomination {release: $release, key: row.nomination})
MERGE (a)-[r:ESTIMATED_FOR]->(b)
SET r += row.properties, r.party = row.party
