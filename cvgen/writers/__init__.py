"""Document → bytes, one module a format; names with an underscore are helpers, not formats."""

from cvgen.registry import Registry
from cvgen.writers.base import Assets, Writer, Written

WRITERS = Registry("cvgen.writers", Writer)

__all__ = ["WRITERS", "Assets", "Writer", "Written"]
