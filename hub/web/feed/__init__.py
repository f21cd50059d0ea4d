"""The pages and the HTTP API of what stewards feed, below /feed/. Every answer depends on who asks, and none is kept by a cache."""
