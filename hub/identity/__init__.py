"""Identity of people: names, candidate pairs, scores, bands, clusters and judgements.

Entry point: `hub.identity.match.link`.
"""
