"""Readers, one file a format: bytes → a Source with the position of every value."""

from cvgen.readers.base import Reader, reader_for
from cvgen.registry import Registry

READERS: Registry[Reader] = Registry("cvgen.readers", Reader)

__all__ = ["READERS", "Reader", "reader_for"]
