"""Regular expressions that are compiled on first use.

Compiling all of them takes longer than reading a CV, and no run uses half of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_PUBLIC = [name for name in dir(re.Pattern) if not name.startswith("_")]


def pattern(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Like ``re.compile``, for module constants, but compiled on first use.

    An invalid expression raises ``re.error`` only then. The functions of ``re`` do not accept the
    result; call its methods.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(expression, flags))


class _LazyPattern:
    """A pattern that is compiled on first use; then it has the pattern's methods."""

    def __init__(self, expression: Any, flags: int) -> None:
        self.pattern = expression
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """The attribute ``name`` of the pattern, on first use."""
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for public in _PUBLIC:
            setattr(self, public, getattr(compiled, public))
        return getattr(compiled, name)
