"""Strain on a server as it runs: releases that come and go under load (`soak`), more questions than it can answer (`load`)."""
