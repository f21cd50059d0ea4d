"""Exports: the tables of a release as files that every tool reads, and the district maps as GeoJSON and GeoParquet."""

from hub.export.export import FORMATS, export, export_table, formats_of
from hub.export.exporter import Exporter

__all__ = ["FORMATS", "Exporter", "export", "export_table", "formats_of"]
