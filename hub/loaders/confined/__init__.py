"""Reads workbooks, Parquet and PDF in another process, so that no file can end the build."""

from hub.loaders.confined.reader import READER, NotRead, Reader

__all__ = ["READER", "NotRead", "Reader"]
