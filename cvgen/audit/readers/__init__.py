"""Finished files of any kind, taken apart into the texts in them and what is odd about them."""

from cvgen.audit.readers.base import AuthorName, FoundText, Inner, Part, Remark, Unread
from cvgen.audit.readers.read import parts_of

__all__ = ["AuthorName", "FoundText", "Inner", "Part", "Remark", "Unread", "parts_of"]
