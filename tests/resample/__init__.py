"""Tests of `hub.resample`."""
