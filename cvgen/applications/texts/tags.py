"""The tags of a text: ``{{ name }}``, ``{{ name | filter }}``, ``{% if name %}`` and its parts.

Tags are found by their marks, and each is read alone, because Jinja's parser stops at the first
error. No allowed tag contains a mark, so the first closing mark ends it, as in Jinja.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, cast

from cvgen.applications.texts.expressions import Expression, Expressions, Refused
from cvgen.applications.texts.places import PlacedText
from cvgen.errors import Problem, nearest
from cvgen.patterns import pattern

MAX_TAG = 200
"""Characters of one tag."""
_MARK = pattern(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSING = {"{{": "}}", "{%": "%}", "{#": "#}"}
_BLANK_LINE = pattern(r"\n\s*\n")
_WORD = pattern(r"\s*(\w*)\s*")
_CONDITION = pattern(r"[+-]?\s*(if|elif|else|endif)\b")
_SIGN = pattern(r"(?<=^..)[+-]|[+-](?=..$)", 16)  # DOTALL
_BLOCKS = ("if", "elif", "else", "endif")
_SIMILAR = {"elseif": "elif", "elsif": "elif", "fi": "endif", "end": "endif"}

Kind = Literal["print", "if", "elif", "else", "endif"]
Report = Callable[[Problem], None]


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag and where it stands; the places of ``value`` are those in the text."""

    kind: Kind
    start: int
    end: int
    value: Expression | None = None

    @property
    def expression(self) -> Expression:
        """Its expression, which every tag has but ``else`` and ``endif``."""
        assert self.value is not None
        return self.value


def find_tags(text: PlacedText, report: Report) -> list[Tag]:
    """The tags of ``text`` in order; those that are wrong are reported, and have no value."""
    return _Finder(text, report).tags()


class _Finder:
    """Goes through the marks of a text."""

    def __init__(self, text: PlacedText, report: Report) -> None:
        self.placed, self.text, self.report = text, text.text, report
        self.marks = list(_MARK.finditer(self.text))
        ends = [number for number, mark in enumerate(self.marks) if mark[0] == "#}"]
        self.last_comment = ends[-1] if ends else -1
        self.expressions = Expressions()
        self.refused_blocks: set[str] = set()

    def tags(self) -> list[Tag]:
        """All tags that are right."""
        found: list[Tag] = []
        at = 0
        while at < len(self.marks):
            at, used = self.after(at), at
            try:
                self.check_mark(used)
                if at == used + 2:
                    tag = self.read(self.marks[used].start(), self.marks[used + 1].end())
                    found += [tag] if tag else []
            except Refused as error:
                part = (error.start, error.end)
                self.report(self.placed.problem(error.code, error.message, *part, error.hint))
                if at == used + 2 and (kind := _CONDITION.match(self.text, self.marks[used].end())):
                    start, end = self.marks[used].start(), self.marks[used + 1].end()
                    found.append(Tag(cast("Kind", kind[1]), start, end))  # so that the rest nests
        return found

    def after(self, at: int) -> int:
        """The first mark after the tag that starts with mark ``at``."""
        sign = self.marks[at][0]
        if sign == "{#" and at < self.last_comment:
            while self.marks[at][0] != "#}":
                at += 1
            return at + 1
        return at + 2 if sign in ("{{", "{%") and self.is_closed(at) else at + 1

    def is_closed(self, at: int) -> bool:
        """True if the next mark closes a tag, be it the right one, in the same paragraph."""
        if at + 1 == len(self.marks) or self.marks[at + 1][0] not in ("}}", "%}"):
            return False
        start, end = self.marks[at].end(), self.marks[at + 1].start()
        return not _BLANK_LINE.search(self.text, start, end)

    def check_mark(self, at: int) -> None:
        """Refused if mark ``at`` is not the start of a tag with its end."""
        start, end, sign = *self.marks[at].span(), self.marks[at][0]
        if sign == "#}":
            return
        if sign not in _CLOSING:
            opening = "{{" if sign == "}}" else "{%"
            raise Refused(start, end, f"`{sign}` without `{opening}` before it")
        if self.text[start - 1 : start] == "\\":
            hint = f"a backslash does not make `{sign}` a text; remove both"
            raise Refused(start - 1, end, f"a backslash before `{sign}`", hint)
        if sign == "{#":
            hint = "remove it: Jinja would leave it out silently"
            raise Refused(start, end, "a comment is not allowed", hint)
        wanted = _CLOSING[sign]
        if not self.is_closed(at):
            raise Refused(start, end, f"`{sign}` is not closed by `{wanted}`")
        closing = self.marks[at + 1]
        if closing[0] != wanted:
            message = f"`{sign}` is closed by `{closing[0]}` instead of `{wanted}`"
            raise Refused(*closing.span(), message)

    def read(self, start: int, end: int) -> Tag | None:
        """The tag from ``start`` to ``end``; None if its block was refused before; Refused."""
        raw = self.text[start:end]
        if len(raw) > MAX_TAG:
            raise Refused(start, start + 2, f"a tag is longer than {MAX_TAG} characters")
        try:
            value = self.read_parts(raw)
        except Refused as error:
            begin, stop = start + error.start, start + error.end
            raise Refused(begin, stop, error.message, error.hint, error.code) from error
        kind, expression = value
        if expression is not None:
            expression = expression._replace(
                start=start + expression.start, end=start + expression.end
            )
        return Tag(kind, start, end, expression) if kind else None

    def read_parts(self, raw: str) -> tuple[Kind, Expression | None] | tuple[None, None]:
        """The kind and expression of a tag, with places in the tag; Refused."""
        if len(raw) > 4 and (sign := _SIGN.search(raw)):
            hint = "white space needs no sign: a line with only `{% … %}` vanishes"
            raise Refused(*sign.span(), f"a tag cannot have a '{sign[0]}' here", hint)
        if raw.startswith("{{"):
            return "print", self.expressions.read(raw)
        found = _WORD.match(raw, 2)
        assert found is not None  # it may be empty
        if found[1] in ("if", "elif"):
            code = raw.replace("elif", "  if", 1) if found[1] == "elif" else raw
            return cast("Kind", found[1]), self.expressions.read(code + "{% endif %}")
        if found[1] in ("else", "endif"):
            return self.alone(raw, found[1], found.end()), None
        if found[1] not in self.refused_blocks:
            self.refused_blocks.add(f"end{found[1]}")
            raise _refused_block(found[1], *found.span(1))
        return None, None

    def alone(self, raw: str, word: str, at: int) -> Kind:
        """The kind of ``else`` and ``endif``, which have nothing after them; Refused."""
        if at < len(raw) - 2:
            hint = "for another condition, write `{% elif name %}`" if word == "else" else None
            raise Refused(at, len(raw[:-2].rstrip()), f"nothing can follow `{word}`", hint)
        return cast("Kind", word)


def _refused_block(word: str, start: int, end: int) -> Refused:
    """Why ``{% word %}`` is refused."""
    if not word:
        return Refused(0, 2, "the tag does not say what it does")
    meant = _SIMILAR.get(word) or nearest(word, _BLOCKS)
    hint = f"did you mean '{meant}'?" if meant and word != "for" else None
    return Refused(start, end, f"`{{% {word} %}}` is not allowed", hint)
