"""LaTeX of a BibTeX value → inline Markdown or plain text, by the parser pylatexenc.

Text that only looks like LaTeX stays as typed: ``R&D``, ``100% #1``, ``$5 million``. Unknown
commands are named; their arguments stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from cvgen.bibliography.latex_html import without_html
from cvgen.bibliography.latex_pieces import depth_of, guarded, pieces_of
from cvgen.markup.inline import escape_marks
from cvgen.markup.latex import command_text, formula_text
from cvgen.patterns import pattern
from cvgen.synonyms import read_data_file

_SPECIAL = pattern(r"[\\{}$~%&#<>]|--|``|''|!`|\?`")
_ACCENTED = pattern(r"\{?\\([\"'`^~=.])(?:\{([A-Za-z])\}|([A-Za-z]))\}?")
_BLANKS = pattern(r"[ \t\r\n\f\v]+")
_AMOUNT = pattern(r"\d[\d.,]*\s*(?:k|m|bn|million|billion)?\b", re.IGNORECASE)
_COMMAND = pattern(r"\$|\\(?![&%#_])")
_SIGN = pattern(r"\\([&%#_])|~|---?|``|''|[!?]`|<<|>>")
_DEEPEST = 40
_LONGEST = 100_000
_ACCENTS = frozenset("\"'`^~=.uvHtcdbkr")
_OPEN, _CLOSE = "\ue000", "\ue001"
"""Placeholders around emphasis: a digit after the first says how strong it is."""
_SCRIPTS = {"textsuperscript": "^", "textsubscript": "_"}


@dataclass(frozen=True)
class _Commands:
    """The tables of ``latex_commands.yaml``."""

    emphasis: dict[str, str]
    switches: frozenset[str]
    plain: frozenset[str]
    quotes: frozenset[str]
    second: frozenset[str]
    dropped: dict[str, int]
    spaces: dict[str, str]
    signs: dict[str, str]
    specials: dict[str, str]

    @property
    def with_argument(self) -> frozenset[str]:
        """The commands that change the look of their argument."""
        styles = frozenset(self.emphasis) | self.plain | self.quotes | frozenset(_SCRIPTS)
        return (styles | self.second) - self.switches


@lru_cache(maxsize=1)
def _commands() -> _Commands:
    data = read_data_file(Path(__file__).with_name("latex_commands.yaml"))
    sets = {name: frozenset(str(data[name]).split()) for name in _SETS}
    dropped = {name: int(count) for name, count in data["dropped"].items()}
    return _Commands(**{**data, **sets, "dropped": dropped})


_SETS = ("switches", "plain", "quotes", "second")


class _Text:
    """Turns nodes of pylatexenc into text, and collects the names of ``unknown`` commands."""

    def __init__(self, markdown: bool) -> None:
        self.known = _commands()
        self.literal: Callable[[str], str] = escape_marks if markdown else str
        self.markdown = markdown
        self.unknown: list[str] = []

    def of(self, nodes: Sequence[Any]) -> str:
        """The text of ``nodes`` in a row."""
        out, at = [], 0
        while at < len(nodes):
            text, at = self.one(nodes, at)
            out.append(text)
        return "".join(out)

    def one(self, nodes: Sequence[Any], at: int) -> tuple[str, int]:
        """The text of the node at ``at``, and the position after it and its arguments."""
        node = nodes[at]
        kind = type(node).__name__
        if kind == "LatexMacroNode":
            return self.command(nodes, at)
        made = ""
        if kind == "LatexCharsNode":
            made = self.literal(node.chars)
        elif kind == "LatexGroupNode":
            made = self.of(node.nodelist)
        elif kind == "LatexSpecialsNode":
            made = self.known.specials.get(node.specials_chars, node.specials_chars)
        elif kind == "LatexMathNode":
            made = self.formula(node)
        elif kind == "LatexEnvironmentNode":
            self.unknown.append(f"\\begin{{{node.environmentname}}}")
            made = self.of(node.nodelist)
        return made, at + 1

    def formula(self, node: Any) -> str:
        """Math as text; an amount of money, and what has no plain form, stays as typed."""
        typed = node.latex_verbatim()
        start, end = node.delimiters
        content = typed[len(start) : len(typed) - len(end)]
        is_money = _AMOUNT.match(content) and not any(sign in content for sign in "\\^_=<>+")
        if is_money and (len(content) > 12 or content.endswith(" ")):
            return self.literal(typed)
        found = formula_text(content.strip())
        if found is None:
            self.unknown.append(typed)
            return self.literal(typed)
        return self.literal(found)

    def command(self, nodes: Sequence[Any], at: int) -> tuple[str, int]:
        """The text of the command at ``at`` with its arguments, and the position after them."""
        node, name, known = nodes[at], nodes[at].macroname, self.known
        own, after = _arguments(node), at + 1
        space = " " if node.macro_post_space and not own else ""
        if name in known.dropped:
            for _ in range(known.dropped[name] - len(own)):
                after = _after_group(nodes, after)
            return "", after
        if name in known.spaces:
            return known.spaces[name], after
        if name in _ACCENTS and own:
            return self.literal(command_text(node.latex_verbatim()) or self.of(own)), after
        if name in known.switches:  # {\em text}: the rest of the group
            return self.marked(name, self.of(nodes[after:])), len(nodes)
        if own and name in known.with_argument:
            return self.styled(name, own), after
        if not own and _after_group(nodes, after) > after:
            own.append(nodes[after])  # the argument of an unknown command, or an empty group
            return self.symbol(node, own, ""), after + 1
        return self.symbol(node, own, space), after

    def styled(self, name: str, own: list[Any]) -> str:
        """A command that sets its argument in a style, or shows one of its arguments."""
        if name in _SCRIPTS:
            inner = "".join(argument.latex_verbatim() for argument in own)
            found = formula_text(f"{_SCRIPTS[name]}{{{_bare(inner)}}}")
            return self.literal(found) if found is not None else self.of(own)
        if name in self.known.quotes:
            return f"“{self.of(own[-1:])}”"
        if name == "href" and self.markdown and len(own) > 1:
            address = _bare(own[0].latex_verbatim()).replace("\\", "")
            shown = self.of(own[1:])
            is_safe = re.fullmatch(r"(?:https?://|mailto:)[^\s()<>]+", address) and shown
            return f"[{shown}]({address})" if is_safe and "](" not in shown else shown
        if name in ("url", "path", "nolinkurl"):
            return self.literal(_bare(own[0].latex_verbatim()).replace("\\", ""))
        return self.marked(
            name, self.of(own[1:] if name in self.known.second and len(own) > 1 else own)
        )

    def marked(self, name: str, text: str) -> str:
        """``text`` between placeholders for emphasis, if ``name`` is a command for that."""
        mark = self.known.emphasis.get(name) if self.markdown else None
        return f"{_OPEN}{len(mark)}{text}{_CLOSE}{len(mark)}" if mark and text.strip() else text

    def symbol(self, node: Any, own: list[Any], space: str) -> str:
        """A letter or sign; for an unknown command its name, or its arguments if it has some."""
        name, plain = node.macroname, self.known.plain
        known = self.known.signs.get(name)
        known = command_text(name) if known is None else known
        if known is not None and name not in plain:
            space = "" if len(known) == 1 and known.isalpha() else space
            return self.literal(known) + space + self.of(own)
        if name not in plain:
            self.unknown.append(f"\\{name}")
        shown = "" if own or name in plain else self.literal(f"\\{name}") + space
        return shown + self.of(own)


def markdown_of(value: str) -> tuple[str, tuple[str, ...]]:
    """A value of BibTeX as inline Markdown on one line, and its unknown commands."""
    return _read(value, True)


def plain_of(value: str) -> tuple[str, tuple[str, ...]]:
    """A value of BibTeX as plain text on one line, and its unknown commands."""
    return _read(value, False)


def address_of(value: str) -> str:
    """An address or identifier: without braces, ``\\url`` and escapes, but not read as LaTeX."""
    bare = re.sub(r"\\(?:url|path|nolinkurl|href)\s*(?=\{)", "", value.strip())
    bare = re.sub(r"\{?\\textunderscore\s*(?:\{\})?\}?", "_", bare)
    bare = re.sub(r"\{?\\(?:textasciitilde|~|sim)\s*(?:\{\})?\}?", "~", bare)
    bare = re.sub(r"\$\\sim\$", "~", bare)
    return "".join(re.sub(r"\\([_%&#$~{}])|[{}]", r"\1", bare).split())


@lru_cache(maxsize=4096)
def _read(value: str, markdown: bool) -> tuple[str, tuple[str, ...]]:
    literal: Callable[[str], str] = escape_marks if markdown else str
    text = _BLANKS.sub(" ", value).strip()
    if not _SPECIAL.search(text):
        return literal(text), ()
    text = without_html(text)
    text = _ACCENTED.sub(_accent, text)
    if not _SPECIAL.search(text):
        return literal(text), ()
    if not _COMMAND.search(text) or depth_of(text) > _DEEPEST or len(text) > _LONGEST:
        bare = _SIGN.sub(_sign, text).replace("{", "").replace("}", "")
        return literal(_BLANKS.sub(" ", bare).strip()), ()
    text = guarded(text)
    parts = [_parsed(piece, markdown) for piece in pieces_of(text, _commands().switches) or [text]]
    made = _with_marks("".join(part for part, _ in parts))
    unknown = dict.fromkeys(name for _, names in parts for name in names)
    return _BLANKS.sub(" ", made).strip(), tuple(unknown)


@lru_cache(maxsize=4096)
def _parsed(piece: str, markdown: bool) -> tuple[str, tuple[str, ...]]:
    """A part of a value that no other affects, with placeholders, and its unknown commands."""
    reader = _Text(markdown)
    if not _COMMAND.search(piece) and "{" not in piece:
        return reader.literal(_SIGN.sub(_sign, piece)), ()
    return reader.of(_nodes(piece)), tuple(reader.unknown)


def _accent(match: re.Match[str]) -> str:
    whole = match.group()
    if whole.startswith("{") != whole.endswith("}") and not (match[2] and whole[0] != "{"):
        return whole
    return command_text(f"\\{match[1]}{{{match[2] or match[3]}}}") or whole


def _sign(match: re.Match[str]) -> str:
    return match[1] or _commands().specials[match.group()]


def _nodes(text: str) -> Sequence[Any]:
    from pylatexenc.latexwalker import LatexWalker  # slow, and few values need it

    walker = LatexWalker(text, latex_context=_context(), tolerant_parsing=True)
    return [node for node in walker.get_latex_nodes(pos=0)[0] if node is not None]


@lru_cache(maxsize=1)
def _context() -> Any:
    """The commands whose arguments the parser finds: its own, and those of BibTeX files."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    known = get_default_latex_context_db()
    ours = _commands()
    names = ours.with_argument - ours.quotes - {"url", "path", "nolinkurl"}
    specs = [std_macro(name, False, 2 if name in ours.second else 1) for name in sorted(names)]
    specs += [std_macro(name, "*{" if name == "enquote" else "{") for name in sorted(ours.quotes)]
    known.add_context_category("bibliography", macros=specs, prepend=True)
    return known


def _arguments(node: Any) -> list[Any]:
    given = node.nodeargd.argnlist if node.nodeargd is not None else None
    found = [one for one in given or () if one is not None]
    return [one for one in found if one.latex_verbatim() != "*"]


def _after_group(nodes: Sequence[Any], at: int) -> int:
    """The position after the group at ``at``, or ``at`` if there is none."""
    return at + 1 if at < len(nodes) and type(nodes[at]).__name__ == "LatexGroupNode" else at


def _bare(group: str) -> str:
    return group[1:-1] if group.startswith("{") and group.endswith("}") else group


def _with_marks(text: str) -> str:
    """``text`` with asterisks for placeholders, but without those beside a letter."""
    while found := re.search(f"{_OPEN}(.)([^{_OPEN}{_CLOSE}]*){_CLOSE}.", text):
        inner, mark = found[2], "*" * int(found[1])
        before, after = text[: found.start()][-1:], text[found.end() :][:1]
        bare = inner.strip()
        ends = (before, after, bare[:1], bare[-1:])
        is_whole = bare and not (before.isalnum() or after.isalnum() or "*" in ends)
        lead, _, rest = inner.partition(bare) if bare else ("", "", inner)
        made = f"{lead}{mark}{bare}{mark}{rest}" if is_whole else inner
        text = text[: found.start()] + made + text[found.end() :]
    return text
