"""Problems with their places, and errors with their exit codes.

A :class:`Problem` is data, and :func:`format_problem` turns it into text. Every error that a user
can cause is a :class:`CvgenError` with the exit code of the process: 1 input, 2 usage, 3 unknown
name or theme, 4 rendering, 5 output.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Literal

from cvgen.patterns import pattern

# An apostrophe inside a word is not a quotation mark.
_QUOTED = pattern(r"(?<!\w)'((?:[^']|(?<=\w)'(?=\w))*)'(?!\w)")
_MAX_VALUE = 80
_MAX_LINE = 2000
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A part of a text: lines and columns from 1; the end column is the first one after it.

    ``file`` is set for the text of an included file.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    file: str = ""

    def in_file(self, name: str) -> Span:
        """The same part of the included file ``name``."""
        return Span(self.line, self.column, self.end_line, self.end_column, name)

    @property
    def place(self) -> str:
        """The line it starts on: ``12``, or ``pubs.yaml:12`` in an included file."""
        return f"{self.file}:{self.line}" if self.file else str(self.line)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem in one place; ``excerpt`` is the whole line that ``span`` starts on.

    ``via`` says where an included file is included. Two problems that differ only in ``via`` are
    equal, so a wrong file is reported once, however many include it.
    """

    code: str
    message: str
    file: str | None = None
    span: Span | None = None
    excerpt: str | None = None
    hint: str | None = None
    severity: Severity = "error"
    via: str = field(default="", compare=False)

    @property
    def where(self) -> str:
        """``file:line:column``, as far as known; may be empty."""
        if self.file is None:
            return ""
        if self.span is None:
            return self.file
        return f"{self.file}:{self.span.line}:{self.span.column}"

    def as_data(self) -> dict[str, object]:
        """Plain data for JSON, with every field."""
        span = self.span
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "file": self.file,
            "line": span.line if span else None,
            "column": span.column if span else None,
            "end_line": span.end_line if span else None,
            "end_column": span.end_column if span else None,
            "hint": self.hint,
            "included_at": self.via or None,
        }


def problem_from(data: Mapping[str, Any]) -> Problem:
    """The problem from which :func:`dataclasses.asdict` made ``data``."""
    span = data["span"]
    return Problem(**{**data, "span": Span(**span) if span else None})


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """``problems`` sorted by file and place, without duplicates."""
    unique = dict.fromkeys(problems)
    nowhere = Span(0, 0, 0, 0)
    return sorted(unique, key=lambda p: (p.file or "", p.span or nowhere, p.code))


def format_problem(problem: Problem) -> str:
    """``problem`` as text: place and message, the line with a caret below it, and the hint."""
    mark = "warning " if problem.severity == "warning" else ""
    head = f"{problem.where}: " if problem.where else ""
    lines = [_one_line(f"{head}{mark}{problem.code} {problem.message}")]
    if problem.span is not None and problem.excerpt is not None:
        lines += _excerpt(problem.span, problem.excerpt)
    if problem.via:
        lines.append(_one_line(f"  = included at: {problem.via}"))
    if problem.hint:
        lines.append(_one_line(f"  = hint: {problem.hint}"))
    return "\n".join(lines)


def _one_line(text: str) -> str:
    """``text`` on one line without control characters; cuts long quoted values and long texts."""
    text = _QUOTED.sub(_shortened, text)
    text = f"{text[:_MAX_LINE]}…" if len(text) > _MAX_LINE else text
    return "".join(" " if char in "\t\r\n" else _visible(char) for char in text)


def _shortened(quoted: re.Match[str]) -> str:
    value = quoted[1]
    return f"'{value[:_MAX_VALUE]}…'" if len(value) > _MAX_VALUE else quoted[0]


def _excerpt(span: Span, text: str, width: int = 100) -> list[str]:
    """The source line, cut around the column to fit, and the caret line below it."""
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    end = max(start + 1, min(end, max(len(text), start + 1)))
    cut = 0
    if len(text) > width:
        cut = max(0, min(start - width // 3, len(text) - width))
        rest = len(text) - cut - width
        text = text[cut : cut + width]
        text = f"…{text[1:]}" if cut else text
        text = f"{text[:-1]}…" if rest else text
    start, end = start - cut, min(end - cut, max(len(text), start - cut + 1))
    shown = "".join(_visible(char) for char in text)
    number = str(span.line)
    margin = " " * len(number)
    pad = "".join("\t" if char == "\t" else " " * _columns(char) for char in text[:start])
    caret = "^" * max(1, sum(_columns(char) for char in text[start:end]))
    return [f"{margin} |", f"{number} | {shown}", f"{margin} | {pad}{caret}"]


def _visible(char: str) -> str:
    """``char``, or a replacement if a terminal would act on it instead of showing it."""
    if char.isspace() and char not in "\t\r\n\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029":
        return " "
    return char if char == "\t" or char.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _columns(char: str) -> int:
    """The width of ``char`` in a terminal: 2 for wide East Asian characters and emoji."""
    import unicodedata

    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def system_reason(error: OSError) -> str:
    """The system's message for ``error``, in lower case for the end of a sentence."""
    return (error.strerror or str(error)).lower()


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint with the nearest of ``known``; None if none is near."""
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else None


def name_hint(word: str, known: Iterable[str]) -> str:
    """A hint with the nearest of ``known``, or with all of them."""
    names = list(known)
    return did_you_mean(word, names) or f"available: {', '.join(names)}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of ``known`` most like ``word``, ignoring letter case and separators, if any is."""

    def plain(name: str) -> str:
        return name.casefold().replace("_", "").replace("-", "").replace(" ", "")

    table = {plain(name): name for name in known}
    cutoff = 0.66 if len(word) <= 4 else 0.7  # allows two swapped letters in a short word
    wanted = plain(word)
    close = difflib.get_close_matches(wanted, table, n=3, cutoff=cutoff)
    # Words that only share an ending, such as `enddate` and `date`, have more wrong letters.
    most = {name: max(1, max(len(wanted), len(name)) // 3) for name in close}
    return next((table[name] for name in close if _distance(wanted, name) <= most[name]), None)


def _distance(typed: str, name: str) -> int:
    """The letters that are wrong, missing, added or swapped (optimal string alignment distance)."""
    before: list[int] = []
    row = list(range(len(name) + 1))
    for i, letter in enumerate(typed, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(name, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == name[j - 2] and typed[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return row[-1]


class CvgenError(Exception):
    """The base of errors that a user can cause; ``files`` were read or looked for before it."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Iterable[Problem] | Problem, files: tuple[Path, ...] = ()) -> None:
        self.problems = [problems] if isinstance(problems, Problem) else in_order(problems)
        self.files = files
        super().__init__()

    def add(self, problems: Iterable[Problem]) -> None:
        """Add ``problems``, such as the warnings about the same file."""
        self.problems = in_order([*self.problems, *problems])

    def __str__(self) -> str:
        return "\n".join(format_problem(problem) for problem in self.problems)

    def __reduce__(self) -> tuple[type[CvgenError], tuple[list[Problem], tuple[Path, ...]]]:
        """Pickle with the problems, to pass the error between processes."""
        return type(self), (self.problems, self.files)


class InputError(CvgenError):
    """A CV, the settings or a theme has an error."""

    exit_code = 1


class UsageError(CvgenError):
    """The command line has an error."""

    exit_code = 2


class UnknownNameError(CvgenError):
    """A CV, theme, variant or format of that name does not exist."""

    exit_code = 3


class RenderError(CvgenError):
    """A document could not be rendered from valid input."""

    exit_code = 4


class OutputError(CvgenError):
    """A rendered document could not be written."""

    exit_code = 5


def unknown_name(
    kind: str, name: str, known: Iterable[str], code: str = "E301"
) -> UnknownNameError:
    """The error for a ``name`` that is not ``known``, with the nearest or all names as hint."""
    names = sorted(known)
    hint = name_hint(name, names) if names else None
    return UnknownNameError(Problem(code, f"unknown {kind} '{name}'", hint=hint))
