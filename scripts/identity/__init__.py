"""Training and measuring of hub/identity."""
