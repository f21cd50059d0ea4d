// What became of a region: the regions that took over parts of it, and theirs.
//
// Parameters: $release, name of the snapshot; $scheme, of the code; $code, official code of the region
// Columns: region, its name; gaveTo, name of the later region; year; kind
// Order: by year
// Used by: researchers; docs/neo4j.md
MATCH (:RegionCode {release: $release, scheme: $scheme, value: $code})<-[:HAS_CODE]-(start:Region)
MATCH path = (start)-[:GAVE_TO*1..4]->(:Region)
UNWIND relationships(path) AS step
WITH DISTINCT step
RETURN startNode(step).name AS region, endNode(step).name AS gaveTo, step.year AS year, step.kind AS kind
ORDER BY year, region, gaveTo
