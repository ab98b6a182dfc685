"""Checks, without a browser, that the stylesheets of a theme hide no words of a web page.

It considers ``display``, ``visibility``, ``content-visibility``, ``opacity`` and ``font-size`` in
rules that apply to every screen, but no colours and positions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from cvgen.document import Document
from cvgen.errors import Problem, RenderError
from cvgen.verify.faults import faults_in_text
from cvgen.verify.locate import WALL
from cvgen.verify.text import INLINE, UNSEEN, raise_faults

_GROUPS = {"media": ("", "all", "screen", "only screen"), "supports": None, "layer": None}
_ZERO = frozenset({"0", "0%", "0pt", "0px", "0em", "0rem", "0mm"})
_PROPERTIES = {
    "display": frozenset({"none"}), "content-visibility": frozenset({"hidden"}),
    "opacity": _ZERO | {"0.0", ".0"}, "visibility": frozenset({"hidden", "collapse"}),
    "font-size": _ZERO,
}  # fmt: skip
"""Properties, and the values that hide an element."""
_INHERITED = ("visibility", "font-size")
_MAX_RULES = 20_000

Declared = tuple[str, str, bool]
"""A property, its value, and whether it is important."""


@dataclass(frozen=True, slots=True)
class _ElementState:
    """What hides an element: inherited properties, which a child may reset, or its own absence."""

    hidden_by: frozenset[str] = frozenset()
    is_gone: bool = False


def verify_on_screen(document: Document, page: str, css: str, theme: str) -> None:
    """RenderError if ``css`` hides words of ``document`` (E428), or is nested too deep (E422)."""
    try:
        faults = faults_in_text(document, list(seen_texts(page, css)))
    except RecursionError:
        message = f"the stylesheets of the theme '{theme}' are nested too deep"
        raise RenderError(Problem("E422", message)) from None
    raise_faults([replace(fault, template=False) for fault in faults], "HTML page", theme)


def seen_texts(page: str, css: str) -> Iterator[str]:
    """The visible texts of a ``page``, with ``WALL`` at the edges of blocks."""
    import tinyhtml5
    from cssselect2 import ElementWrapper

    matcher = _matcher(css)
    root = ElementWrapper.from_html_root(tinyhtml5.parse(page, namespace_html_elements=False))
    waiting: list[tuple[Any, _ElementState] | str] = [(root, _ElementState())]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        wrapped, outer = item
        element = wrapped.etree_element
        found = _element_state(matcher, wrapped, outer)
        if found.is_gone:
            continue
        wall = "" if element.tag in INLINE else WALL
        seen = not found.hidden_by
        after: list[tuple[Any, _ElementState] | str] = [wall, (element.text or "") if seen else ""]
        for child in wrapped.iter_children():
            tail = child.etree_element.tail or ""
            after += [(child, found), tail if seen else ""]
        waiting += reversed([*after, wall])


def _element_state(matcher: Any, wrapped: Any, outer: _ElementState) -> _ElementState:
    """What hides an element inside of an element with ``outer``."""
    element = wrapped.etree_element
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return _ElementState(is_gone=True)
    attributes = element.attrib
    values = {"display": "none"} if "hidden" in attributes else {}
    values |= _winners(matcher, wrapped, attributes.get("style", ""))
    hiding = {name for name, value in values.items() if value in _PROPERTIES[name]}
    if attributes.get("aria-hidden") == "true" or hiding - set(_INHERITED):
        return _ElementState(is_gone=True)
    inherited = {name for name in outer.hidden_by if name not in values}
    return _ElementState(frozenset(inherited | hiding))


def _winners(matcher: Any, wrapped: Any, style: str) -> dict[str, str]:
    """The winning value of each property that is set for an element."""
    order: dict[str, tuple[bool, tuple[int, ...], int]] = {}
    values: dict[str, str] = {}
    rules = [(specificity, number, declared)
             for specificity, number, pseudo, declared in matcher.match(wrapped)
             if pseudo is None]  # fmt: skip
    own = list(_declared(style)) if style else []
    for specificity, number, declared in [*rules, ((9, 0, 0), 0, own)]:
        for name, value, important in declared:
            weight = (important, tuple(specificity), number)
            if name not in order or weight >= order[name]:
                order[name], values[name] = weight, value
    return values


def _matcher(css: str) -> Any:
    """The matcher for the hiding declarations of an element."""
    import tinycss2
    from cssselect2 import Matcher, SelectorError, compile_selector_list

    matcher = Matcher()
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    for count, rule in enumerate(_qualified(rules)):
        declared = list(_declared(rule.content))
        if not declared or count > _MAX_RULES:
            continue
        try:
            for selector in compile_selector_list(rule.prelude):
                if not selector.never_matches:
                    matcher.add_selector(selector, declared)
        except (SelectorError, RecursionError, SyntaxError):  # nested too deep, as Python sees it
            continue
    return matcher


def _qualified(rules: Iterable[Any]) -> Iterator[Any]:
    """The rules with selectors that apply to every screen."""
    import tinycss2

    for rule in rules:
        if rule.type == "qualified-rule":
            yield rule
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword in _GROUPS:
            allowed = _GROUPS[rule.lower_at_keyword]
            prelude = tinycss2.serialize(rule.prelude).strip().lower()
            if allowed is None or prelude in allowed:
                inner = tinycss2.parse_rule_list(
                    rule.content, skip_comments=True, skip_whitespace=True
                )
                yield from _qualified(inner)


def _declared(content: Any) -> Iterator[Declared]:
    import tinycss2

    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and one.lower_name in _PROPERTIES:
            value = tinycss2.serialize(one.value).strip().lower()
            yield one.lower_name, value, one.important
