"""A word on the kind of an entry, such as keynote, shares a line with other words."""

from __future__ import annotations

import pytest

from cvgen.document import Document
from cvgen.paths import bundled_folder
from cvgen.themes import theme_names
from tests.helpers_boxes import lay_out
from tests.helpers_cv import document_of, markdown_of, with_sections

_LONG = "What every engineer of mills and looms should know about cards and how to punch them"
_TALKS = f"""\
    talks:
      - {{title: {_LONG}, event: International Conference on Looms, place: Rome, kind: keynote1}}
      - {{title: {_LONG}, event: International Conference on Looms, kind: keynote2}}
      - {{title: Tides, event: TideConf, place: Vienna, kind: keynote3, date: 2024-05-03}}
      - {{title: Moons, speaker: Kim Muster, event: TideConf, kind: keynote4, date: 2022-10}}
      - {{title: Bare, kind: keynote5, date: 2021, note: With a very long note. {_LONG}.}}
    """
_BRIEF = "talks: [{title: Tides, kind: keynote1, event: TideConf}, {title: Bare, kind: keynote2}]"


def talks(text: str = _TALKS) -> Document:
    return document_of(with_sections(text))


@pytest.mark.parametrize("theme", theme_names([bundled_folder()]))
@pytest.mark.parametrize("text", [_TALKS, _BRIEF], ids=["long", "brief"])
def test_the_kind_of_a_talk_shares_a_line_with_its_title_or_place(theme: str, text: str) -> None:
    lines = [
        "".join(piece.text for piece in line)
        for page in lay_out(talks(text), theme).lines
        for line in page
    ]
    with_kind = [line for line in lines if "keynote" in line]
    assert len(with_kind) == text.count("kind:")
    assert not [line for line in with_kind if len(line.split()) < 2]


def test_the_kind_of_a_talk_is_beside_its_place_in_markdown() -> None:
    lines = markdown_of(talks()).splitlines()
    assert "3 May 2024 · Vienna · keynote3" in lines
    assert "Oct 2022 · keynote4" in lines


def test_a_heading_that_says_the_kind_replaces_it() -> None:
    text = with_sections(_BRIEF) + "variants: {v: {sections: [talks: {group: type}]}}\n"
    assert markdown_of(document_of(text, "v")).count("keynote1") == 1
