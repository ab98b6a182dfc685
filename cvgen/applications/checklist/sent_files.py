"""Rules about the files that are sent: their sizes, number and names, and their standards."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

from cvgen.applications.checklist.items import At, Facts, Item
from cvgen.counting import counted, plural

_KB = 1000


def files(facts: Facts) -> Iterator[Item]:
    """What the opening, or the application, demands of the files."""
    yield from _total(facts)
    yield from _each(facts)
    yield from _number(facts)
    yield from _names(facts)
    if facts.loaded.opening.rules.password:  # encrypted files of others are refused
        at = At(facts.loaded, ("rules", "password"))
        yield Item("Files", "no password", "pass", "no file has one", at.name)
    yield _standards(facts)


def _total(facts: Facts) -> Iterator[Item]:
    rules, send = facts.loaded.opening.rules, facts.loaded.application.send
    limit, total = send.size or rules.size, sum(facts.files.values())
    if limit is None:
        return
    at = At(facts.loaded, ("send", "size") if send.size else ("rules", "size"), not send.size)
    largest = sorted(facts.made, key=lambda one: -len(one.data))[:2]
    parts = ", ".join(f"{one.plan.title} {_size(len(one.data))}" for one in largest)
    problem = None
    if total > limit:
        message = f"the files have {_size(total)}, more than {_size(limit)}"
        problem = at.problem("E736", message, f"the largest are {parts}")
    yield at.item("Files", f"at most {_size(limit)}", _size(total), problem)


def _each(facts: Facts) -> Iterator[Item]:
    limit = facts.loaded.opening.rules.file_size
    if limit is None:
        return
    at = At(facts.loaded, ("rules", "file_size"))
    for name, size in facts.files.items():
        problem = None
        if size > limit:
            message = f"'{name}' has {_size(size)}, more than {_size(limit)}"
            problem = at.problem("E736", message, "make its pictures smaller")
        demand, found = f"each file at most {_size(limit)}", f"{name} {_size(size)}"
        yield at.item("Files", demand, found, problem)


def _number(facts: Facts) -> Iterator[Item]:
    limit, number = facts.loaded.opening.rules.files, len(facts.files)
    if limit is None:
        return
    at = At(facts.loaded, ("rules", "files"))
    problem = None
    if number > limit:
        message = f"{counted(number, 'file')} are sent, more than {limit}"
        problem = at.problem("E736", message, "write `send: packet`")
    yield at.item("Files", f"at most {counted(limit, 'file')}", counted(number, "file"), problem)


def _names(facts: Facts) -> Iterator[Item]:
    """The names of the files, in which ``*`` of the rule stands for any text."""
    wanted = facts.loaded.opening.rules.name
    if not wanted:
        return
    at = At(facts.loaded, ("rules", "name"))
    stem = wanted.removesuffix(".pdf")
    wrong = [name for name in facts.files if not fnmatchcase(name.removesuffix(".pdf"), stem)]
    problem = None
    if wrong:
        message = f"'{wrong[0]}' is not named as the opening asks for: '{wanted}'"
        hint = "write `name` below `send`; in the rule of the opening, * stands for any text"
        problem = at.problem("E745", message, hint)
    found = ", ".join(wrong or facts.files)
    yield at.item("Files", f"{plural('file', len(facts.files))} named {wanted}", found, problem)


def _standards(facts: Facts) -> Item:
    """Every document is declared as PDF/A and PDF/UA, or named as the one that is not."""
    prevented = [one.plan.title for one in facts.made if not one.has_standards]
    demand = "readable for everybody and for long: PDF/UA-1, PDF/A-3a"
    if not prevented:
        return Item("Files", demand, "pass", "declared")
    return Item("Files", demand, "not checked", f"not declared because of {', '.join(prevented)}")


def _size(size: int) -> str:
    if size >= _KB**2:
        return f"{round(size / _KB**2, 1):g} MB"
    return f"{max(1, round(size / _KB))} kB"
