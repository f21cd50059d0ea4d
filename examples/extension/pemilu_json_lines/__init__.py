"""An example of an extension: a loader and an exporter that `pip install` adds to the hub."""
