"""The templates of house styles: fields, optional parts, words of the language, emphasis.

``{volume}`` is a field, ``*…*`` emphasis. ``[, {pages}]`` is left out if a field in it is empty,
and ``[pages: {pages}]`` puts it into the phrase that the language has for pages. A backslash makes
the next sign literal.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from cvgen.markup.inline import Inline, Run, plain_text
from cvgen.patterns import pattern

_TOKEN = pattern(r"\\(.)|\{(\w+)\}|\[(?:(\w+):\s)?|(\])|(\*)|([^\\{}\[\]*]+)", 16)
_TITLE = pattern(r' (?:"\{title\}\."|\*\{title\}\*|\{title\})')
_ENDS = (".", "?", "!", "…")
Phrase = Callable[[str, str], tuple[str, str]]
"""The words of the language before and after a text, by the word's name and that text."""


@dataclass(frozen=True)
class Part:
    """A piece of a template: a text, a field, a switch of emphasis, or an optional group."""

    text: str = ""
    field: str = ""
    is_switch: bool = False
    word: str = ""
    parts: tuple[Part, ...] | None = None


@functools.cache
def parse_template(template: str) -> tuple[Part, ...]:
    """The parts of a template; ValueError if its brackets do not match."""
    stack: list[tuple[str, list[Part]]] = [("", [])]
    for match in _TOKEN.finditer(template):
        literal, field, word, closes, switch, text = match.groups()
        parts = stack[-1][1]
        if match.group().startswith("["):
            stack.append((word or "", []))
        elif closes:
            name, inner = stack.pop()
            stack[-1][1].append(Part(word=name, parts=tuple(inner)))
        elif field:
            parts.append(Part(field=field))
        else:
            parts.append(Part(is_switch=True) if switch else Part(text=literal or text))
    if len(stack) > 1:
        raise ValueError(f"a bracket is open in {template}")
    return tuple(stack[0][1])


def with_title_first(template: str) -> str:
    """``template`` with the title, as it is set there, in place of the authors."""
    match = _TITLE.search(template)
    if match is None:
        return template
    title = match.group().strip()
    rest = (template[: match.start()] + template[match.end() :]).replace("..", ".")
    return rest.replace("{authors}." if title.endswith('."') else "{authors}", title, 1)


def fill(template: str, fields: Mapping[str, Inline], phrase: Phrase) -> Inline:
    """``template`` with ``fields``; the punctuation between its parts is never doubled."""
    runs = list(_filled(parse_template(template), fields, phrase))
    out: list[Run] = []
    for run in runs:
        text = run.text
        before = plain_text(tuple(out[-2:]))
        text = text if before else text.lstrip(" ,.;:")
        if _is_doubled(before, text):
            text = text[1:]
        if text[:1] == " " and before.endswith(" "):
            text = text[1:]
        if text:
            out.append(replace(run, text=text))
    return tuple(out)


def _is_doubled(before: str, text: str) -> bool:
    """True if ``text`` begins with a stop or a comma that does not fit after ``before``."""
    is_quoted = before.endswith('"') and before[-2:-1] in _ENDS
    if text[:1] == ".":
        return before.endswith(_ENDS) or is_quoted
    return text[:1] == "," and before.endswith(("?", "!", ","))


def _filled(parts: tuple[Part, ...], fields: Mapping[str, Inline], phrase: Phrase) -> list[Run]:
    runs: list[Run] = []
    emphasis = False
    for part in parts:
        if part.is_switch:
            emphasis = not emphasis
            continue
        made = _runs(part, fields, phrase)
        runs += (replace(run, emphasis=run.emphasis != emphasis) for run in made)
    return runs


def _runs(part: Part, fields: Mapping[str, Inline], phrase: Phrase) -> list[Run]:
    """The runs of one part; of a group none if a field of it, or all in it, is empty."""
    if part.parts is None:
        return list(fields.get(part.field, ())) if part.field else [Run(part.text)]
    own = [one for one in part.parts if one.field]
    groups = [one for one in part.parts if one.parts is not None]
    if any(not fields.get(one.field) for one in own):
        return []
    if not own and not any(_runs(one, fields, phrase) for one in groups):
        return []
    inner = _filled(part.parts, fields, phrase)
    if not part.word:
        return inner
    before, after = phrase(part.word, plain_text(tuple(inner)))
    return [run for run in (Run(before), *inner, Run(after)) if run.text]
