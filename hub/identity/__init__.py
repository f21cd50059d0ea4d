"""Identity of people: names, candidate pairs, scores, bands, clusters and judgements.

The door is `hub.identity.match.link`.
"""
