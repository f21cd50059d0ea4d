"""What is fetched from the stores of a release, as data: the model, plans, cursors; and the tables that a store adds to those of the release."""
