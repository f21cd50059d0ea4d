"""Maps: shapes of districts, as published or dissolved from the shapes of their regions."""
