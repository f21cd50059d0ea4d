"""Confined readers of workbooks, Parquet and PDF: in a process of their own, so that no file can end the build."""

from hub.loaders.confined.reader import READER, NotRead, Reader

__all__ = ["READER", "NotRead", "Reader"]
