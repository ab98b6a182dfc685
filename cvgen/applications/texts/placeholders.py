"""Texts with placeholders: parsed once, then filled with values for each application.

The tags are a strict part of Jinja, which Jinja's parser reads and this package fills: no text
takes long or much memory, and each problem has its place. Allowed are ``{{ name }}``,
``{{ name | upper }}`` (``lower``, ``capitalize``) and ``{% if name %}…{% elif not name %}…
{% else %}…{% endif %}``; a name may have dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cvgen.applications.texts.places import File, PlacedText, cleaned
from cvgen.applications.texts.values import Value
from cvgen.errors import InputError, Problem, Span, nearest
from cvgen.patterns import pattern
from cvgen.source.encodings import NO_TEXT

MAX_CHARACTERS = 200_000
"""Characters of a text."""
MAX_PROBLEMS = 500
_MAX_HINTS = 50  # names for which the nearest one is looked up
_FRONT = pattern(r"\s*---[ \t]*\n")
_ONE_BRACE = pattern(r"(?<!\{)\{[ \t]*([\w.]{1,100})[ \t]*\}(?!\})")


class Name(NamedTuple):
    """A name that a text uses, and where."""

    name: str
    span: Span


class Filled:
    """A filled text: Markdown, of which each character knows where it stands in the file."""

    def __init__(self, placed: PlacedText) -> None:
        self.placed = placed

    @property
    def file(self) -> str:
        """The name of the file, as shown to the user."""
        return self.placed.file.name

    @property
    def text(self) -> str:
        """The Markdown, or the plain text if it was filled as such."""
        return self.placed.text

    def span(self, start: int, end: int) -> Span:
        """Where the characters from ``start`` to before ``end`` stand; for a value: its tag."""
        return self.placed.span(start, end)

    def problem(
        self, code: str, message: str, start: int, end: int, hint: str | None = None
    ) -> Problem:
        """A problem with the characters from ``start`` to before ``end``."""
        return self.placed.problem(code, message, start, end, hint)


class Template:
    """A parsed text; ``names`` are all that it uses, as often as it uses them."""

    def __init__(self, name: str, text: str) -> None:
        from cvgen.applications.texts.structure import build
        from cvgen.applications.texts.tags import find_tags

        self._text = _checked(name, text)
        report = ProblemList()
        if front := _FRONT.match(self._text.text):
            report(_front_matter(self._text, front.end()))
        tags = find_tags(self._text, report)
        self._nodes = build(self._text, tags, report)
        report.done()
        self._uses = [tag.expression for tag in tags if tag.value is not None]

    @property
    def names(self) -> tuple[Name, ...]:
        """The names in order, those of conditions too."""
        return tuple(Name(use.name, self._text.span(use.start, use.end)) for use in self._uses)

    def fill(self, values: Mapping[str, Value], *, plain: bool = False) -> Filled:
        """The text with its values: Markdown, or with ``plain`` one line of plain text.

        InputError with every problem: names that are not in ``values``, values that are empty
        where they are shown, and values that do not fit where they are shown.
        """
        from cvgen.applications.texts.filling import Filling

        report = ProblemList()
        for problem in self._unknown(values):
            report(problem)
        for found in _ONE_BRACE.finditer(self._text.text):
            if found[1] in values:
                hint = f"write `{{{{ {found[1]} }}}}`"
                message = "a placeholder has two braces on each side"
                report(self._text.problem("E721", message, *found.span(), hint))
        filled = Filling(self._text, values, report, plain).fill(self._nodes)
        report.done()
        return Filled(filled)

    def _unknown(self, values: Mapping[str, Value]) -> Iterator[Problem]:
        """A problem for each name that is not in ``values``, with the nearest one that is."""
        hints: dict[str, str | None] = {}
        for use in self._uses:
            if use.name in values:
                continue
            if use.name not in hints:
                hints[use.name] = _hint(use.name, values) if len(hints) < _MAX_HINTS else None
            message = f"unknown name '{use.name}'"
            yield self._text.problem("E722", message, use.start, use.end, hints[use.name])


def parse(name_of_file: str, text: str) -> Template:
    """The template that ``text`` is; InputError with every problem of its placeholders."""
    return Template(name_of_file, text)


def without_placeholders(name_of_file: str, text: str) -> Filled:
    """``text`` as it is, to be read as Markdown; braces mean nothing. InputError for its limits."""
    return Filled(_checked(name_of_file, text))


class ProblemList:
    """Collects problems, up to a number that nobody reads."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def __call__(self, problem: Problem) -> None:
        """Add ``problem``; InputError at the last one that is taken."""
        self.problems.append(problem)
        if len(self.problems) >= MAX_PROBLEMS:
            self.done()

    def done(self) -> None:
        """InputError if there are problems."""
        if self.problems:
            raise InputError(self.problems)


def _checked(name: str, text: str) -> PlacedText:
    """``text`` without traces of pasting; InputError if it is too long or no text."""
    file = File(name, text[: MAX_CHARACTERS + 2])
    if len(text) > MAX_CHARACTERS:
        message = f"the text has more than {MAX_CHARACTERS} characters"
        raise InputError(Problem("E729", message, name, hint="a letter has about 3000"))
    found = (match for match in NO_TEXT.finditer(file.text))
    problems = [
        file.problem(
            "E729", f"the text contains U+{ord(one[0]):04X}", file.span(*one.span()), "remove it"
        )
        for one, _ in zip(found, range(MAX_PROBLEMS), strict=False)
    ]
    if problems:
        raise InputError(problems)
    return cleaned(file)


def _front_matter(text: PlacedText, end: int) -> Problem:
    start = end - len(text.text[:end].lstrip())
    hint = "write its keys in the file of the application, below `- letter:` or `- statement:`"
    return text.problem("E728", "a text has no front matter", start, start + 3, hint)


def _hint(name: str, known: Iterable[str]) -> str:
    """The nearest of the ``known`` names, or those that start alike, or their first parts."""
    names = list(known)
    if near := nearest(name, names):
        return f"did you mean '{near}'?"
    first = name.partition(".")[0]
    alike = [one for one in names if one.startswith(f"{first}.")]
    firsts = dict.fromkeys(one.partition(".")[0] for one in names)
    shown = alike or list(firsts)
    more = ", …" if len(shown) > 12 else ""
    return f"available: {', '.join(shown[:12])}{more}" if shown else "there are no names here"
