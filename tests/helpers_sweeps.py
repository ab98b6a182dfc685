"""Sweeps: tests of every combination, in full where their subject changed, else in a sample.

``@pytest.mark.sweep("cvgen/writers/pdf", "themes")`` names the files and folders that a test
sweeps over. With ``--sweeps=auto``, the default, it runs in full where git says that one of them,
the test itself or the locked versions changed. Otherwise it runs with a sample of its cases, the
same one each time: every value of every parameter occurs in it, or of those that ``kinds`` names,
and it has at least ``keep`` cases, 1 if not given. Marked tests without parameters are the cases
of their file: a sample is ``keep`` of them. A test that loops over cases asks the fixture
``sample`` for them.
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

import pytest
from hypothesis import settings

MODES = ("auto", "full", "sample")
ALWAYS = ("requirements/", "pyproject.toml")
"""A change of these is a change of everything: the locked versions."""

_Case = TypeVar("_Case")


class Sample(Protocol):
    """Gives the cases that a test of a sweep takes: all of them, or a sample."""

    def __call__(
        self,
        cases: Iterable[_Case],
        kinds: Callable[[_Case], Iterable[Hashable]] | None = None,
        keep: int = 1,
    ) -> list[_Case]: ...


def chosen(
    cases: Sequence[_Case], kinds: Callable[[_Case], Iterable[Hashable]], keep: int = 1
) -> list[_Case]:
    """Few of ``cases``, in their order: each kind of a case occurs, and ``keep`` cases at least.

    Cases with most kinds that are still missing go first.
    """
    kinds_of = [set(kinds(case)) for case in cases]
    missing = set[Hashable]().union(*kinds_of)
    taken: set[int] = set()
    for wanted in range(max(map(len, kinds_of), default=0), 0, -1):
        for number, found in enumerate(kinds_of):
            if len(missing & found) >= wanted:
                taken.add(number)
                missing -= found
    rest = [number for number in range(len(cases)) if number not in taken]
    more = min(max(keep - len(taken), 0), len(rest))
    taken.update(rest[step * len(rest) // more] for step in range(more))
    return [case for number, case in enumerate(cases) if number in taken]


def few(examples: int) -> int:
    """How many examples a property test tries: ``examples`` in full, a tenth in a sample."""
    return max(examples * settings().max_examples // 100, 2)


def changed_files(root: Path, since: str = "") -> list[str] | None:
    """The files that differ from the commit ``since``, and those that git does not know yet.

    Without it, or where it is unknown, they are compared with where the branch left the main one,
    and on the main branch itself with the last commit but one. None where git cannot tell: outside
    of a repository and in a clone without history.
    """
    head = _git(root, "rev-parse", "HEAD")
    given = _git(root, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}") if since else None
    forks = (_git(root, "merge-base", "HEAD", name) for name in ("origin/main", "main"))
    bases = [given, *forks, _git(root, "rev-parse", "--verify", "--quiet", "HEAD~1")]
    base = next((base for base in bases if base and base != head), None)
    if base is None:
        return None
    names = _git(root, "diff", "--name-only", base[0]) or []
    return names + (_git(root, "ls-files", "--others", "--exclude-standard") or [])


def _git(root: Path, *words: str) -> list[str] | None:
    """The lines that git prints; None where it fails or is missing."""
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True)
    except OSError:
        return None
    return done.stdout.splitlines() if done.returncode == 0 else None


class Sweeps:
    """Which tests of sweeps run in full, by the option ``--sweeps`` and by the changed files."""

    def __init__(self, mode: str, root: Path, changed: list[str] | None) -> None:
        self._mode = mode
        self._root = root
        self.changed = changed or []

    def in_full(self, item: pytest.Item) -> bool:
        """Whether ``item`` runs with all cases."""
        mark = item.get_closest_marker("sweep")
        if mark is None or self._mode == "full":
            return True
        own = item.path.relative_to(self._root).as_posix()
        places = (*mark.args, *ALWAYS, own)
        return any(name.startswith(places) for name in self.changed)

    def choose(self, items: list[pytest.Item]) -> list[pytest.Item]:
        """The items to run: of a parametrized test that is not run in full, a sample."""
        tests = defaultdict(list)
        for item in items:
            if not self.in_full(item) and not _asks_for_cases(item):
                tests[_test_of(item)].append(item)
        dropped: set[pytest.Item] = set()
        for cases in tests.values():
            mark = cases[0].get_closest_marker("sweep")
            options = mark.kwargs if mark else {}
            kinds = partial(_values, names=options.get("kinds"))
            kept = chosen(cases, kinds, options.get("keep", 1))
            dropped.update(set(cases) - set(kept))
        return [item for item in items if item not in dropped]

    def sample_for(self, item: pytest.Item) -> Sample:
        """What gives the test ``item`` its cases."""
        full = self.in_full(item)

        def sample(
            cases: Iterable[_Case],
            kinds: Callable[[_Case], Iterable[Hashable]] | None = None,
            keep: int = 1,
        ) -> list[_Case]:
            every = list(cases)
            return every if full else chosen(every, kinds or (lambda _case: ()), keep)

        return sample


def _asks_for_cases(item: pytest.Item) -> bool:
    """Whether an item is a test without parameters that takes some cases from ``sample``."""
    mark = item.get_closest_marker("sweep")
    has_cases = "sample" in getattr(item, "fixturenames", ()) and not hasattr(item, "callspec")
    return has_cases and mark is not None and mark.kwargs.get("keep") != 0


def _test_of(item: pytest.Item) -> Hashable:
    """What an item is a case of: a function with parameters, or a mark in a file."""
    if hasattr(item, "callspec"):
        return item.nodeid.split("[")[0]
    return item.path, str(item.get_closest_marker("sweep"))


def _values(item: pytest.Item, names: Sequence[str] | None) -> set[Hashable]:
    """The values of the parameters of an item; only of those in ``names`` if given."""
    values = item.callspec.params if hasattr(item, "callspec") else {}
    return {(name, repr(values[name])) for name in (values if names is None else names)}
