"""What a reader of bibliographies finds: entries, problems, and the tree for a CV."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cvgen.bibliography.draft import Draft, Given
from cvgen.bibliography.kinds import FIELDS
from cvgen.errors import Problem, Severity, Span
from cvgen.source.places import Places
from cvgen.source.tree import Listing, Node, Scalar, Source, point

MAX_ENTRIES = 20_000


@dataclass
class Found:
    """The ``entries`` of a file, and its ``problems``; errors are about entries that are missing.

    ``ignored`` are the values of entries that are no publications, such as ``@set``.
    """

    name: str
    text: str
    entries: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    ignored: list[Given] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.places = Places(self.text)
        self._source = Source(self.name, self.text, Scalar("", point(1, 1)))

    def tell(
        self, code: str, message: str, span: Span, hint: str | None = None,
        severity: Severity = "error",
    ) -> None:  # fmt: skip
        """Add a problem at ``span``."""
        self.problems.append(self._source.problem(code, message, span, hint, severity))

    def warn(self, code: str, message: str, span: Span, hint: str | None = None) -> None:
        """Add a warning at ``span``."""
        self.tell(code, message, span, hint, "warning")

    def identify(self, draft: Draft, given: Given, name: str, value: str | None) -> None:
        """Put ``value`` into ``draft`` as its ``doi`` or ``url``; warn (W779) if it is None."""
        if value is None:
            message = f"'{given.text.strip()}' is not used as the '{given.name}' of an entry"
            begins = "10., as in 10.1145/12345" if name == "doi" else "https://"
            self.warn("W779", message, given.span, f"it begins with {begins}")
            draft.leave(given)
        else:
            draft.put(name, value, given)

    def listing(self) -> Listing:
        """The publications as a list of mappings, in the order of the file."""
        nodes: Iterable[Node] = (draft.node(FIELDS) for draft in self.entries)
        whole = self.places.span(0, len(self.text))
        return Listing(list(nodes), whole)

    @property
    def errors(self) -> list[Problem]:
        """The problems that are errors."""
        return [problem for problem in self.problems if problem.severity == "error"]
