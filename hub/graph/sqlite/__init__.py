"""The graph in a file of SQLite: made from a release, and plans written as SQL."""
