"""Reconciliation: matches the names of a spreadsheet to things of the release, by the W3C Reconciliation Service API 0.2.

`endpoint` speaks HTTP; `batch` reads queries, `candidates` finds, `likeness` and `evidence` compare, `matching` scores; `kinds` says
what can be matched, and by which properties.
"""
