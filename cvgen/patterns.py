"""Regular expressions that are compiled when they are first used.

Compiling all those of the program takes longer than reading a CV, and no run uses half of them.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def pattern(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, for constants of modules: it is compiled as soon as it is used.

    One that cannot be compiled raises ``re.error`` only then. The functions of ``re`` take the
    result for no pattern: call its methods.
    """
    return cast("re.Pattern[AnyStr]", _Late(expression, flags))


class _Late:
    """A pattern to be; once it is compiled, its methods are attributes of this one."""

    def __init__(self, expression: Any, flags: int) -> None:
        self.pattern = expression
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """The attribute ``name`` of the pattern, asked for the first time."""
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for public in dir(compiled):
            if not public.startswith("_"):
                setattr(self, public, getattr(compiled, public))
        return getattr(compiled, name)
