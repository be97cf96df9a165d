"""The whole directory as one file: JSON, a tabular data package, or a sheet. Memory stays flat, however long it is."""

from .exporting import FORMATS, Format, export

__all__ = ["FORMATS", "Format", "export"]
