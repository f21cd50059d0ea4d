"""What stewards feed: accounts and roles, files handed in, checked, approved by a second person, published and undone.

All of it is kept in one folder outside of releases: `feed.sqlite` with an append-only log of every act, `inbox/` with the bytes as they came,
`reports/` and `candidates/`. `hub build` reads it: a file that was published through it takes the place of the file of the sources.
"""
