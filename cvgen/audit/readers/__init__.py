"""Finished files of any kind, taken apart into the texts in them and what is odd about them."""

from cvgen.audit.readers.base import AuthorName, Inner, Part, Piece, Remark, Unread
from cvgen.audit.readers.read import parts_of

__all__ = ["AuthorName", "Inner", "Part", "Piece", "Remark", "Unread", "parts_of"]
