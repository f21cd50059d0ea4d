"""Exports: the tables of a release as files that every tool reads, district maps, and reports in the formats of NIST and Popolo."""

from hub.export.documents import DOCUMENTS
from hub.export.export import FORMATS, TABLE_FORMATS, export, export_table, formats_of
from hub.export.exporter import Exporter

__all__ = ["DOCUMENTS", "FORMATS", "TABLE_FORMATS", "Exporter", "export", "export_table", "formats_of"]
