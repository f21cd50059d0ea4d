"""The read stores made from a release, and the plan that says what to fetch from them."""
