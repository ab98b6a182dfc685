"""A speed patch: each rule of a stylesheet is parsed once, however many stylesheets have it.

Two layouts of a document, or documents with other options, differ in a third of their rules.
"""

from __future__ import annotations

import copy
import sys
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from cvgen.patterns import pattern
from cvgen.themes.css_problems import collect_remarks
from cvgen.themes.css_variables import PIECE
from cvgen.writers.pdf.engine.compat import is_known

_AT_RULE = pattern(r"@([\w-]+)")
_ALONE = frozenset({"page", "media"})
"""The at-rules that mean the same whatever other rules stand around them."""
_PAIRS = (("(", ")"), ("[", "]"))
_QUOTES = ('"', "'")
_MOST = 2000  # rules; a theme has 150

Found = tuple[list[tuple[Any, Any]], list[Any]]
"""Selectors with their declarations, and the rules of pages."""


def parse_by_rules(css: str, fetcher: Any, base_url: str) -> Any:
    """``css``, without comments, as ``weasyprint.CSS``; None if it must be parsed as a whole.

    That is the case if the engine has a remark on it, because each is reported with its place.

    Replaces: ``weasyprint.CSS(string=css)``, compared with 70.0.
    Why: the layouts that are tried differ in few rules of a stylesheet, and the others are kept.
    Without it: the stylesheet as a whole.
    """
    from weasyprint import CSS

    if not is_known():
        return None
    rules = list(_rules(css))
    if not all(map(_stands_alone, rules)):
        return None
    with collect_remarks() as remarks:
        sheet = CSS(string="", url_fetcher=fetcher, base_url=base_url)
        for line, column, rule in rules:
            place = (line, column) if "var(" in rule else (0, 0)  # for remarks on its value
            found = _parse(rule, place, base_url)
            if found is None or remarks:
                _parse.cache_clear()  # its remarks would be lost
                return None
            _add(sheet, found)
    return sheet


def _rules(css: str) -> Iterator[tuple[int, int, str]]:
    """The rules of ``css``, each with the numbers of lines and of columns before it."""
    line = column = depth = 0
    rule, place = "", (0, 0)
    for piece in PIECE.findall(css):
        if not rule:
            blank = len(piece) - len(piece.lstrip())
            before, piece = piece[:blank], piece[blank:]
            line, column = _after(before, line, column)
            place = line, column
        rule += piece
        line, column = _after(piece, line, column)
        depth += (piece == "{") - (piece == "}")
        if piece == "}" and depth <= 0:
            yield *place, rule
            rule, depth = "", 0
    if rule:
        yield *place, rule


def _after(text: str, line: int, column: int) -> tuple[int, int]:
    """The numbers of lines and columns before what follows ``text``."""
    lines = text.count("\n")
    return line + lines, len(text) - text.rfind("\n") - 1 if lines else column + len(text)


def _stands_alone(found: tuple[int, int, str]) -> bool:
    """True if the text is one rule, with nothing that may change how others are read."""
    rule = found[2]
    plain = "".join(part for part in PIECE.findall(rule) if part[0] not in _QUOTES)
    at_rule = _AT_RULE.match(rule)
    signs = Counter(plain)
    return (
        rule.endswith("}")
        and signs["{"] == signs["}"]
        and all(signs[one] == signs[other] for one, other in _PAIRS)
        and not any(sign in plain for sign in ("\\", "<!", "/*", *_QUOTES))
        and (at_rule is None or at_rule[1].lower() in _ALONE)
        and ";" not in plain.partition("{")[0]
    )


@lru_cache(maxsize=_MOST)
def _parse(rule: str, place: tuple[int, int], base_url: str) -> Found | None:
    """One rule, which begins at a line and column; None if it is none."""
    import tinycss2

    text = "\n" * place[0] + " " * place[1] + rule
    parsed = tinycss2.parse_stylesheet(text, skip_whitespace=True)
    if len(parsed) != 1 or parsed[0].type == "error":
        return None
    added, pages = _Selectors(), list[Any]()
    sys.modules["weasyprint.css"].preprocess_stylesheet(
        "print", base_url, parsed, None, added, pages, [], None, {}, {}
    )
    return added.found, pages


class _Selectors:
    """Keeps what is added to it, as a ``cssselect2.Matcher``."""

    def __init__(self) -> None:
        self.found: list[tuple[Any, Any]] = []

    def add_selector(self, selector: Any, payload: Any) -> None:
        """Keep ``selector`` with its ``payload``."""
        self.found.append((selector, payload))


def _add(sheet: Any, found: Found) -> None:
    """Add what a rule says to ``sheet``."""
    known: dict[int, Any] = {}
    copies: dict[int, list[Any]] = {}
    for selector, (declarations, layer) in found[0]:
        own = copies.setdefault(id(declarations), _fresh(declarations, known))
        sheet.matcher.add_selector(selector, (own, layer))
    for rule, selectors, declarations in found[1]:
        sheet.page_rules.append((rule, selectors, _fresh(declarations, known)))


def _fresh(declarations: list[Any], known: dict[int, Any]) -> list[Any]:
    """``declarations`` with copies of values that note whether their error was reported."""
    pending = sys.modules["weasyprint.css.tokens"].Pending
    return [
        (name, _copied(value, known) if isinstance(value, pending) else value, important)
        for name, value, important in declarations
    ]


def _copied(value: Any, known: dict[int, Any]) -> Any:
    """A copy of ``value``, the same one each time."""
    if id(value) not in known:
        known[id(value)] = copy.copy(value)
        known[id(value)]._reported_error = False
    return known[id(value)]
