"""Crosswalk: how regions and districts change from one year or edition to the next."""
