"""Makes sure that a CV passes `cvgen check`: what cannot pass is changed, moved or taken out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cvgen.building.build import build_cv
from cvgen.errors import InputError, Problem, Span
from cvgen.importing.clean import plainest
from cvgen.importing.imported import Out, Value, leaves
from cvgen.importing.tables import add_note
from cvgen.importing.yaml_text import YamlText
from cvgen.importing.yaml_tree import read_foreign_yaml
from cvgen.source.tree import Listing, Mapping, Node, Path, Scalar, Source
from cvgen.source.yaml_source import read_yaml

_ROUNDS = 50
_DATES = ("start", "end", "expected", "date", "expires")


@dataclass
class Draft:
    """A CV that is being made; ``reasons`` say why values were taken out, by the scalar's id.

    The values ``quoted`` are written in quotes; ``simplified`` cannot be simpler.
    """

    data: dict[str, Out]
    reasons: dict[int, str]
    quoted: set[Value] = field(default_factory=set)
    simplified: list[Value] = field(default_factory=list)

    def repair(self) -> None:
        """Change the CV until it has no error.

        InputError with the errors that are left if cvgen cannot tell what they are about.
        """
        problems: list[Problem] = []
        for _ in range(_ROUNDS):
            text = YamlText({}, self.quoted).text(self.data)
            source, problems = _checked(text)
            if source is not None and not problems and not self._quote_misread(source):
                return
            root = read_foreign_yaml("", text).root
            found = {place_at(root, one.span): one.message for one in problems if one.span}
            for path in sorted(found, reverse=True):  # so that numbers in lists stay right
                if path:
                    self._mend(path, found[path])
        raise InputError(problems)

    def _quote_misread(self, source: Source) -> bool:
        """Quote the texts that are read in another form than they were given; True if any."""
        nodes = ((value, source.node_at(path)) for path, value in leaves(self.data))
        wrong = {v for v, node in nodes if isinstance(node, Scalar) and node.text != v.text}
        new = wrong - self.quoted
        self.quoted |= new
        return bool(new)

    def _mend(self, path: Path, reason: str) -> None:
        """Simplify the value at ``path``, move it to the note of its entry, or take it out."""
        value = self._at(path)
        if isinstance(value, Value):
            simple = Value(plainest(value.text), value.sources)
            if path[-1] in _DATES and len(path) > 2 and self._moved_to_note(path, value):
                return
            if simple.text != value.text and value not in self.simplified:
                self.simplified.append(simple)
                self._replace(path, simple)
                return
        for _, leaf in leaves(value) if value is not None else ():
            for source in leaf.sources:
                self.reasons[id(source)] = reason
        self._replace(path, None)

    def _moved_to_note(self, path: Path, value: Value) -> bool:
        self._replace(path, None)
        entry = self._at(path[:-1])
        if not isinstance(entry, dict):
            return False
        self._replace(path[:-1], add_note(entry, value))
        return True

    def _at(self, path: Path) -> Out | None:
        out: Out | None = self.data
        for step in path:
            if isinstance(out, dict):
                out = out.get(str(step))
            elif isinstance(out, list) and isinstance(step, int) and step < len(out):
                out = out[step]
            else:
                return None
        return out

    def _replace(self, path: Path, value: Out | None) -> None:
        """Put ``value`` at ``path``, or remove what is there, with what is empty then."""
        owner, step = self._at(path[:-1]), path[-1]
        if isinstance(owner, dict):
            if value is None:
                owner.pop(str(step), None)
            else:
                owner[str(step)] = value
        elif isinstance(owner, list) and isinstance(step, int) and step < len(owner):
            owner[step : step + 1] = [] if value is None else [value]
        if not owner and len(path) > 1:
            self._replace(path[:-1], None)


def _checked(text: str) -> tuple[Source | None, list[Problem]]:
    """The source of ``text``, if it can be read, and its errors."""
    source = None
    try:
        source = read_yaml("", text.encode())
        build_cv(source)
    except InputError as error:
        return source, [one for one in error.problems if one.severity == "error"]
    return source, []


def place_at(root: Node, span: Span) -> Path:
    """The path of the innermost value that has its key or itself at the start of ``span``."""
    path: Path = ()
    node = root
    while not isinstance(node, Scalar):
        inner = next((one for one in _children(node) if _holds(one[2], span)), None)
        if inner is None:
            return path
        path, node = (*path, inner[0]), inner[1]
    return path


def _children(node: Listing | Mapping) -> Iterator[tuple[str | int, Node, Span]]:
    """Each value in ``node``, with its step and its span, which starts at its key."""
    if isinstance(node, Listing):
        yield from ((number, item, item.span) for number, item in enumerate(node.items))
        return
    for key, item in node.items.items():
        start, end = node.keys[key], item.span
        yield key, item, Span(start.line, start.column, end.end_line, end.end_column)


def _holds(outer: Span, span: Span) -> bool:
    start = (outer.line, outer.column)
    return (
        start
        <= (span.line, span.column)
        < max((outer.end_line, outer.end_column), (outer.line, outer.column + 1))
    )
