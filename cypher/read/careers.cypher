// Careers that climb: people who won an office of a regency or province and later stand for one of a higher level.
//
// Parameters: $release, name of the snapshot
// Columns: person, its key; name; from, office won; fromEdition; to, office stood for later; toEdition; elected
// Order: by name and edition
// Used by: researchers; docs/neo4j.md
MATCH (lower:Office {release: $release}), (higher:Office {release: $release})
WHERE (lower.level = 'REGENCY' AND higher.level IN ['PROVINCE', 'NATION'])
   OR (lower.level = 'PROVINCE' AND higher.level = 'NATION')
MATCH (b:Candidacy {release: $release, office: lower.office, elected: true})<-[:STANDS_AS]-(p:Person)
MATCH (p)-[:STANDS_AS]->(c:Candidacy {office: higher.office})
WHERE b.edition < c.edition
RETURN p.key AS person, p.name AS name, b.office AS from, b.edition AS fromEdition, c.office AS to,
       c.edition AS toEdition, c.elected AS elected
ORDER BY name, person, fromEdition, toEdition, to
