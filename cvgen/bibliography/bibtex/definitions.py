"""The commands that a BibTeX file defines in its `@preamble`, and values without them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cvgen.patterns import pattern

_DEFINITION = pattern(
    r"\\(?:def\s*\\(?P<plain>[A-Za-z]+)\s*(?P<marks>(?:#\d)*)\s*"
    r"|(?:re)?newcommand\*?\s*\{?\s*\\(?P<new>[A-Za-z]+)\s*\}?\s*(?:\[(?P<count>\d)\])?\s*"
    r"|providecommand\*?\s*\{?\s*\\(?P<given>[A-Za-z]+)\s*\}?\s*(?:\[(?P<number>\d)\])?\s*)"
    r"\{(?P<body>(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\}"
)
_GROUP = r"\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
_MOST_ROUNDS = 3
_LONGEST_BODY, _LONGEST_VALUE = 300, 100_000


class Definitions:
    """Commands by name, with the number of their arguments and their text."""

    def __init__(self, preambles: Iterable[str]) -> None:
        self._known: dict[str, tuple[int, str]] = {}
        for match in _DEFINITION.finditer("\n".join(preambles)):
            name = match["plain"] or match["new"] or match["given"]
            count = len(match["marks"] or "") // 2 or int(match["count"] or match["number"] or 0)
            if len(match["body"]) <= _LONGEST_BODY:
                self._known[name] = (count, match["body"])
        names = "|".join(sorted(self._known, key=len, reverse=True))
        self._used = re.compile(rf"\\({names})(?![A-Za-z])") if names else None

    def expand(self, value: str) -> str:
        """``value`` with the text of each command that the file defines."""
        for _ in range(_MOST_ROUNDS):
            if self._used is None or not self._used.search(value) or len(value) > _LONGEST_VALUE:
                break
            value = self._once(value)
        return value

    def _once(self, value: str) -> str:
        assert self._used is not None
        out, at = [], 0
        for match in self._used.finditer(value):
            if match.start() < at:
                continue  # within the arguments of the command before
            count, body = self._known[match[1]]
            end, arguments = match.end(), []
            for _ in range(count):
                group = re.compile(_GROUP).match(value, end)
                arguments.append(group[1] if group else "")
                end = group.end() if group else end
            for number, argument in enumerate(arguments, 1):
                body = body.replace(f"#{number}", argument)
            out += [value[at : match.start()], "{", body, "}"]
            at = end
        return "".join([*out, value[at:]])
