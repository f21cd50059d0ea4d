"""Exports: the tables of a release as files that every tool reads, and the district maps as GeoJSON and GeoParquet."""

from hub.export.export import FORMATS, TABLE_FORMATS, export, export_table, formats_of
from hub.export.exporter import Exporter

__all__ = ["FORMATS", "TABLE_FORMATS", "Exporter", "export", "export_table", "formats_of"]
