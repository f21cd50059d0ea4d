"""Prints the schema: `python -m hub.schema > hub/schema/schema.graphql`."""

import sys

from hub.schema.schema import sdl

sys.stdout.write(sdl())
