"""Pages for people: each answers one question with a query of its own, in Indonesian and English, without JavaScript."""
