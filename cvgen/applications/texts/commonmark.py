"""The CommonMark parser (markdown-it-py), made to tell where each inline token stands.

markdown-it knows the lines of blocks only. So each inline rule is wrapped: a token that it makes
gets the offset in its paragraph at which the rule started, and the one at which it ended.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

Rule = Callable[[StateInline, bool], bool]
_START, _END = "start", "end"


class References(dict[str, Any]):
    """The definitions ``[label]: address`` by label, and which of them are used."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        """The definition of ``label``; it counts as used."""
        self.used.add(label)
        return super().get(label, default)

    def __getitem__(self, label: str) -> Any:
        self.used.add(label)
        return super().__getitem__(label)


class Parser(MarkdownIt):
    """CommonMark; it takes every address as typed, because cvgen checks and writes them itself."""

    def __init__(self) -> None:
        super().__init__("commonmark")
        ruler = self.inline.ruler
        for name, rule in zip(ruler.get_active_rules(), ruler.getRules(""), strict=True):
            ruler.at(name, _placed(rule))

    def validateLink(self, url: str) -> bool:
        """True for every address."""
        return True

    def normalizeLink(self, url: str) -> str:
        """``url`` as typed."""
        return url

    def normalizeLinkText(self, link: str) -> str:
        """``link`` as typed."""
        return link


def _placed(rule: Rule) -> Rule:
    """``rule``, which also notes in each new token where it starts and ends."""

    def placed(state: StateInline, silent: bool) -> bool:
        known, start = len(state.tokens), state.pos
        found = rule(state, silent)
        if found and not silent:
            for token in state.tokens[known:]:
                if token.type != "text":  # one that ends before the rule may be among them
                    token.meta.setdefault(_START, start)
                    token.meta.setdefault(_END, state.pos)
        return found

    return placed


def place_of(token: Token) -> tuple[int, int]:
    """Start and end of an inline ``token`` in its paragraph, as :class:`Parser` noted them."""
    return token.meta.get(_START, 0), token.meta.get(_END, 0)


class Parsed:
    """The block ``tokens`` of a Markdown text, and its definitions."""

    def __init__(self, text: str) -> None:
        self._parser = Parser()
        self.references = References()
        self._environment: dict[str, Any] = {"references": self.references}
        self._parser.core.ruler.disable("inline")  # inline() keeps escaped characters apart
        self.tokens = self._parser.parse(text, self._environment)

    @property
    def repeated(self) -> list[dict[str, Any]]:
        """The definitions whose label was defined before."""
        return list(self._environment.get("duplicate_refs", []))

    def inline(self, token: Token) -> list[Token]:
        """The inline tokens of a block's ``token`` of type inline."""
        made: list[Token] = []
        return self._parser.inline.parse(token.content, self._parser, self._environment, made)


def is_one_paragraph(text: str) -> bool:
    """True if the Markdown ``text`` is one paragraph and nothing else."""
    types = [token.type for token in Parsed(text).tokens]
    return types == ["paragraph_open", "inline", "paragraph_close"]
