"""The picture of a timeline: one self-contained file, always the same."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cvgen.dates.parsing import parse_date
from cvgen.locales import load_locale
from cvgen.timeline.drawing import picture
from cvgen.timeline.timeline import timeline_of
from tests.helpers_cv import selected

SVG = "{http://www.w3.org/2000/svg}"
TEXT = """\
name: {name}
language: {language}
updated: 2024-06
sections:
  experience:
    - {{role: "{role}", organization: Rechenwerke & Söhne <Wien>, start: 2021-03, end: 2023-10}}
    - {{role: Clerk, organization: Mill, start: 2019-02, end: 2019-02}}
  education:
    - {{degree: BSc, area: Informatik, institution: Lindenau, start: 2014, end: 2018-05}}
  funding:
    - {{title: Engines, start: 2022-01, end: 2028}}
"""


def drawn(language: str = "en", role: str = "Engineer", name: str = "Ada Example") -> str:
    """The picture of a small CV with gaps."""
    text = TEXT.format(language=language, role=role, name=name)
    locale = load_locale(language)
    return picture(timeline_of(selected(text), locale, parse_date("2024-06")), locale)


def numbers(root: ElementTree.Element, kind: str) -> list[tuple[float, float]]:
    """Where the bars of one kind begin and end, in per cent."""
    bars = [one for one in root.iter(f"{SVG}rect") if one.get("class") == f"bar {kind}"]
    edges = [(float(b.get("x", "")[:-1]), float(b.get("width", "")[:-1])) for b in bars]
    return [(x, x + width) for x, width in edges]


def test_it_is_an_image_with_a_title_and_a_description() -> None:
    root = ElementTree.fromstring(drawn())
    assert (root.tag, root.get("role"), root.get("lang")) == (f"{SVG}svg", "img", "en")
    named = {one.get("id"): one.text or "" for one in root.iter() if one.get("id")}
    title, description = (named[name] for name in (root.get("aria-labelledby") or "").split())
    assert title == "Ada Example – Time line"
    assert "Engineer, Mar 2021 – Oct 2023" in description
    assert "Gaps: Jun 2018 – Jan 2019 (8 months)" in description


def test_the_picture_is_self_contained_and_has_no_scripts() -> None:
    text = drawn()
    assert re.findall(r"<script|\bon\w+=|@import|href=|data:", text) == []
    assert set(re.findall(r"https?://[^\"\s]+", text)) == {"http://www.w3.org/2000/svg"}
    assert re.findall(r"url\((?!#)", text) == []


def test_text_is_real_text_and_dates_have_en_dashes() -> None:
    root = ElementTree.fromstring(drawn())
    texts = [one.text for one in root.iter(f"{SVG}text")]
    assert "Mar 2021 – Oct 2023 · Rechenwerke & Söhne <Wien>" in texts
    assert "24 months · Mar 2019 – Feb 2021" in texts
    assert "≥ 7 months · Nov 2023 – May 2024" in texts
    assert {"2014", "2016", "2028"} <= set(texts)


def test_a_year_alone_fades_and_a_month_does_not() -> None:
    root = ElementTree.fromstring(drawn())
    faded = [one.get("class") for one in root.iter(f"{SVG}rect") if "fade" in one.get("style", "")]
    assert faded == ["bar study", "bar other"]
    first, _ = root.iter(f"{SVG}linearGradient")
    stops = [(float(s.get("offset", "")), float(s.get("stop-opacity", ""))) for s in first]
    share = 12 / 53  # of the months from January 2014 to May 2018, the first year is open
    assert stops == [(0, 0.12), (pytest.approx(share, abs=1e-3), 1), (1, 1)]


def test_bars_are_where_their_months_are() -> None:
    root = ElementTree.fromstring(drawn())
    month = 56 / (12 * 15)  # the years 2014 to 2028 have 56 % of the width, from 41 % on
    (begin, end), _ = numbers(root, "work")
    assert begin == pytest.approx(41 + month * (7 * 12 + 2), abs=0.01)
    assert end == pytest.approx(41 + month * (9 * 12 + 10), abs=0.01)


def test_from_right_to_left_everything_is_mirrored() -> None:
    left = numbers(ElementTree.fromstring(drawn("en")), "work")
    right = numbers(ElementTree.fromstring(drawn("he")), "work")
    assert ElementTree.fromstring(drawn("he")).get("direction") == "rtl"
    for (begin, end), (mirrored, last) in zip(left, right, strict=True):
        assert begin + last == pytest.approx(100, abs=0.01)
        assert end + mirrored == pytest.approx(100, abs=0.01)


def test_ranges_of_numbers_run_from_right_to_left_too() -> None:
    ways = {one: drawn(one, "Lab 2019–2021") for one in ("en", "he")}
    assert "Lab 2019–2021" in ways["en"]
    assert "Lab \N{RIGHT-TO-LEFT ISOLATE}2019–2021\N{POP DIRECTIONAL ISOLATE}" in ways["he"]


def test_words_are_in_the_language_of_the_cv() -> None:
    assert "Ada Example – Zeitstrahl" in drawn("de")
    assert "24 Monate · März 2019 – Feb. 2021" in drawn("de")


def test_long_names_are_cut_and_whole_in_the_tip() -> None:
    role = "Chief Analytical Engineer for Everything that Turns and Grinds in the Mill"
    root = ElementTree.fromstring(drawn(role=role))
    shown = [one.text or "" for one in root.iter(f"{SVG}text")]
    cut = next(text for text in shown if text.startswith("Chief"))
    assert (cut[-1], len(cut) < 55) == ("…", True)
    assert any((one.text or "").startswith(role) for one in root.iter(f"{SVG}title"))


def test_the_same_cv_gives_the_same_picture() -> None:
    assert drawn() == drawn()


COLOURS = re.compile(
    r"^\.([\w-]+)(?:, \.[\w-]+)? \{ fill: (#\w+)|^text \{ fill: (#\w+)", re.MULTILINE
)


@pytest.mark.parametrize("part", [0, 1], ids=["light", "dark"])
def test_colours_contrast_with_the_paper(part: int) -> None:
    light, _, rest = drawn().partition("@media screen and (prefers-color-scheme: dark) {")
    styles = (light, rest.partition("@media")[0])[part]
    found = {name or "text": fill or text for name, fill, text in COLOURS.findall(styles)}
    assert {"paper", "text", "line", "work", "study", "other", "gap", "overlap"} <= set(found)
    paper = luminance(found["paper"])
    for name in {"text", "line", "work", "study", "other", "gap", "overlap"}:
        light_one, dark_one = sorted((paper, luminance(found[name])), reverse=True)
        assert (light_one + 0.05) / (dark_one + 0.05) >= 4.5, name


def luminance(colour: str) -> float:
    """Relative luminance as WCAG has it."""
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_picture_of_one_month_and_one_of_centuries_can_be_drawn(tmp_path: Path) -> None:
    for dates in ("start: 2020-01, end: 2020-01", "start: 1000, end: 2999"):
        text = f"name: A\nsections: {{experience: [{{role: Clerk, {dates}}}]}}\n"
        locale = load_locale("en")
        root = ElementTree.fromstring(picture(timeline_of(selected(text), locale, None), locale))
        assert 1 <= sum(one.get("class") == "year" for one in root.iter()) <= 20
