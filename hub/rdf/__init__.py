"""RDF: the release as linked data, by the mapping that `ontology/context.jsonld` is."""
