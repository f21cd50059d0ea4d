"""The loader of tables that no loader was written for: their columns are mapped in hub.toml."""

from hub.loaders.mapped.loader import LOADER

__all__ = ["LOADER"]
