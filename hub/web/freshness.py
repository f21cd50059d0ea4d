"""Cache lifetimes of answers, for clients and for caches between. A release never changes, but another may become current."""

FRESH = "public, max-age=60, stale-while-revalidate=600"
"""A minute is what an answer may be late; for ten more it may be shown while a new one is fetched."""

MINUTE = "public, max-age=60"
"""For what is costly to be wrong about, such as where an identifier leads: never shown late."""

FOREVER = "public, max-age=31536000, immutable"
"""For an address that names its release or its version: it never answers with other bytes."""
