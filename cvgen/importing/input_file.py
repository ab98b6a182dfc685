"""A file to import: its bytes, and its content as text, JSON or YAML, read once."""

from __future__ import annotations

from functools import cached_property

from cvgen.errors import InputError
from cvgen.importing.yaml_tree import read_foreign_yaml
from cvgen.source.encodings import decode
from cvgen.source.json_source import JsonError, read_json
from cvgen.source.places import Places
from cvgen.source.tree import Mapping, Node, Scalar, Source, point

_BINARY = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf")


class InputFile:
    """A file with its name for messages."""

    def __init__(self, name: str, data: bytes) -> None:
        self.name = name
        self.data = data

    @property
    def is_binary(self) -> bool:
        """True if the bytes begin as no text does."""
        return self.data.startswith(_BINARY) or b"\0" in self.data[:1000].replace(b"\xff\xfe", b"")

    @cached_property
    def text(self) -> str:
        """The content as text; InputError if it is not UTF-8 or too large."""
        return decode(self.name, self.data)

    @property
    def looks_like_json(self) -> bool:
        """True if the text begins as JSON does."""
        return not self.is_binary and self.data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (
            b"{",
            b"[",
        )

    @cached_property
    def source(self) -> Source:
        """The content of a JSON or YAML file; InputError with the place of what is wrong."""
        if not self.looks_like_json:
            return read_foreign_yaml(self.name, self.text)
        source, places = Source(self.name, self.text, Scalar("", point(1, 1))), Places(self.text)
        try:
            source.root = read_json(places)
        except JsonError as error:
            code = "E767" if error.is_limit else "E766"
            hint = None if error.is_limit else "the file is not valid JSON; export it again"
            span = places.span(error.at, error.at + 1)
            raise InputError(source.problem(code, str(error), span, hint)) from None
        return source

    @cached_property
    def root(self) -> Node | None:
        """The root of a JSON or YAML file; None if this is another kind of file, or broken."""
        if self.is_binary:
            return None
        try:
            return self.source.root
        except InputError:
            return None

    def keys(self) -> frozenset[str]:
        """The keys at the top of a JSON or YAML file; none for other files."""
        return frozenset(self.root.items) if isinstance(self.root, Mapping) else frozenset()
