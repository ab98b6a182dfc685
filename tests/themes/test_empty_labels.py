"""No theme prints the mark of a label for a row without one."""

from __future__ import annotations

import pytest

from cvgen.document import Pairs
from cvgen.markup.inline import literal
from cvgen.themes import load_theme, theme_names
from tests.helpers_themes import pages_of
from tests.samples import document, section

_ROWS = ((literal("Reviewer"), literal("Museum Worlds")), ((), literal("Collections Trust")))


@pytest.mark.parametrize("theme", theme_names())
def test_a_row_without_a_label_has_no_mark_of_a_label(theme: str) -> None:
    page = pages_of(document(section("service", Pairs(_ROWS))), load_theme(theme))[0]
    text = " ".join(page.get_textpage().get_text_range().split())
    assert "Collections Trust" in text
    assert ": Collections" not in text
