"""The fonts of the machine, which tests see only if they ask for them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NO_FONTS = Path(__file__).parent / "no_fonts.conf"
OF_SAMPLES = Path(__file__).parent / "noto_fonts.conf"


@contextmanager
def fonts_of_the_machine() -> Iterator[None]:
    """For a while, programs and this process see the fonts that are installed."""
    with_none = os.environ.pop("FONTCONFIG_FILE", None)
    try:
        yield
    finally:
        if with_none is not None:
            os.environ["FONTCONFIG_FILE"] = with_none


@contextmanager
def fonts_of_samples() -> Iterator[None]:
    """For a while, the fonts in the scripts of samples are seen, and no others that are there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", str(OF_SAMPLES))
        yield
