"""The date that a render counts from: SOURCE_DATE_EPOCH, never the clock.

See https://reproducible-builds.org/specs/source-date-epoch/.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

from cvgen.dates import PartialDate
from cvgen.errors import Problem, UsageError


def source_date() -> PartialDate | None:
    """The day of ``SOURCE_DATE_EPOCH`` (seconds since 1970, UTC); None if that is not set."""
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if not value:
        return None
    try:
        day = datetime.fromtimestamp(int(value), UTC)
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is '{value}', not a number of seconds"
        raise UsageError(Problem("E402", message)) from error
    return PartialDate(day.year, day.month, day.day)
