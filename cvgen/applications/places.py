"""Gives the problems of rendered documents their places in the application."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cvgen.applications.loading import placed_problems
from cvgen.applications.planned import Planned
from cvgen.errors import CvgenError, InputError, Problem
from cvgen.source.tree import Source

_NEARLY_EMPTY = "W405"


def placed(error: CvgenError, plan: Planned, source: Source) -> CvgenError:
    """``error`` with the place of the document in its problems that have none."""
    key = "pages" if plan.part.pages else plan.part.kind
    return type(error)(placed_problems(error, source, (*plan.place, key)))


def of_file(error: CvgenError, plan: Planned, source: Source) -> InputError:
    """``error`` about the file of somebody else, at the place that names the file."""
    span = source.span_of((*plan.place, "file"))
    return InputError(
        source.problem(one.code, _with_file(one), span, one.hint) for one in error.problems
    )


def _with_file(problem: Problem) -> str:
    return f"{problem.file}: {problem.message}" if problem.file else problem.message


def warnings_of(plan: Planned, warnings: Iterable[Problem], source: Source) -> tuple[Problem, ...]:
    """The ``warnings`` of a writer; those without a line are put where the document stands.

    Those about the file of somebody else name that file.
    """
    span = source.span_of((*plan.place, plan.part.kind))
    found = []
    for one in warnings:
        if one.span is None and plan.path is None:
            message, hint = f"'{plan.title}': {one.message}", one.hint
            if one.code == _NEARLY_EMPTY:  # its hint is for `cvgen render`
                hint = "write more or less, or try `density` or `margins` below `options`"
            one = source.problem(one.code, message, span, hint, one.severity)
        found.append(one)
    return tuple(dict.fromkeys(found))


def joined(errors: Sequence[CvgenError]) -> CvgenError:
    """One error with the problems of all ``errors``; the first one decides the exit code."""
    return type(errors[0])([problem for error in errors for problem in error.problems])
