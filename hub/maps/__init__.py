"""Maps: shapes of districts, as published or put together from the shapes of their regions."""
