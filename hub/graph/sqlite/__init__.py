"""The graph in a file of SQLite: plans written as SQL."""
