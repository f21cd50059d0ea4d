"""Descriptions of what is published, for harvesters: DCAT, VoID and the SPARQL service, each a graph in RDF."""
