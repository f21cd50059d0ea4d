"""Graph queries as data: the model, plans and cursors, and the tables that a store derives from a release."""
