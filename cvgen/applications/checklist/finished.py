"""The rule that no text waits to be written: an ellipsis or a note where words are missing."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.applications.checklist.items import At, Facts, Item
from cvgen.errors import Problem
from cvgen.patterns import pattern

_OPEN = pattern(
    r"(?<!\S)(?:…|\.\.\.)(?=[*_]*\s*(?:\Z|\n[ \t]*\n|\n[ \t]*[-*+\d]))|\b(?:TODO|TBD|FIXME)\b"
)
"""An ellipsis after a space at the end of a paragraph, or a word that programmers leave."""
_GROUP, _DEMAND = "Texts", "no text is left to be written"
_HINT = "write it, or leave it out; an ellipsis without a space before it may stay"


def finished(facts: Facts) -> Iterator[Item]:
    """Letters, statements, the texts of the application and those of forms are written."""
    problems = list(_problems(facts))
    if not problems and not any(one.plan.written for one in facts.made):
        return
    if not problems:
        yield Item(_GROUP, _DEMAND, "pass", "no ellipsis or note at the end of a paragraph")
    for problem in dict.fromkeys(problems):
        place = f"{problem.file}:{problem.span.line}" if problem.span else ""
        yield Item(_GROUP, _DEMAND, "fail", problem.message, place, problem)


def _problems(facts: Facts) -> Iterator[Problem]:
    for one in facts.made:
        file = one.plan.written.placed.file if one.plan.written else None
        for found in _OPEN.finditer(file.text) if file else ():
            assert file is not None
            yield file.problem("E752", _message(found[0]), file.span(*found.span()), _HINT)
    own = [(("text", key), text) for key, text in facts.loaded.application.text.items()]
    fields = [(("fields", n, "text"), text) for n, text in enumerate(facts.fields)]
    for place, text in (*own, *fields):
        if mark := _OPEN.search(text):
            at = At(facts.loaded, place, in_opening=False)
            yield at.problem("E752", _message(mark[0]), _HINT)


def _message(mark: str) -> str:
    return f"'{mark}' stands where a text is missing"
