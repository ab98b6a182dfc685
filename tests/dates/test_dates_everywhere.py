"""Start, end and ongoing mean the same in every part of the program."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.dates import PartialDate
from cvgen.document import EntryBlock, Group
from cvgen.locales import load_locale
from cvgen.locales.tags import locale_names
from cvgen.lowering.web import person_data
from cvgen.markup.inline import plain_text
from cvgen.sections import SECTION_TYPES
from cvgen.themes.filters import when as html_of
from cvgen.timeline.timeline import Timeline, date_of, timeline_of
from tests.helpers_cv import blocks_of, cv_of, document_of, selected
from tests.helpers_sweeps import few

OF_A_DAY = {"publications", "talks", "awards", "patents", "certifications"}


def years(*entries: str, key: str = "experience") -> Timeline:
    """The time line of a CV of June 2026 with ``entries``."""
    lines = "\n".join(f"    - {{{entry}}}" for entry in entries)
    text = f"name: Ada\nupdated: 2026-06\nsections:\n  {key}:\n{lines}\n"
    return timeline_of(selected(text), load_locale("en"), None)


def kept(rule: str, *entries: str, key: str = "education") -> list[str]:
    """What a variant with the ``rule`` shows of ``entries``, by their headings and titles."""
    lines = "\n".join(f"    - {{{entry}}}" for entry in entries)
    text = (
        "name: Ada\nupdated: 2026-06\nvariants:\n"
        f"  own: {{audience: all, sections: [{key}: {rule}]}}\n"
        f"sections:\n  {key}:\n{lines}\n"
    )
    (section,) = document_of(text, "own").sections
    return [
        f"{block.title[0].text}: {inner.title[0].text}"
        if block is not inner
        else block.title[0].text
        for block in section.blocks
        if isinstance(block, Group | EntryBlock)
        for inner in (block.blocks if isinstance(block, Group) else (block,))
        if isinstance(inner, EntryBlock)
    ]


@pytest.mark.parametrize("tag", locale_names())
def test_a_start_alone_is_ongoing_in_every_language(tag: str) -> None:
    text = f"name: Ada\nlanguage: {tag}\nsections: {{experience: [{{role: R, start: 2022-04}}]}}"
    (section,) = document_of(text).sections
    (block,) = section.blocks
    assert isinstance(block, EntryBlock) and block.when
    assert load_locale(tag).word("present") in block.when.text
    assert block.when.start == "2022-04"


@pytest.mark.parametrize("kind", SECTION_TYPES.names())
def test_what_a_start_alone_means_is_a_property_of_the_type(kind: str) -> None:
    assert SECTION_TYPES[kind].entry.lasts == (kind not in OF_A_DAY)


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        ("{organization: A, start: 2015, end: 2018, roles: [{role: R, start: 2016}]}",
         ["2015–2018", "2016–2018"]),
        ("{organization: A, date: 2015..2018, roles: [{role: R, start: 2016}]}",
         ["2015–2018", "2016–2018"]),
        ("{organization: A, start: 2015, roles: [{role: R, start: 2016}]}",
         ["2015 – present", "2016 – present"]),
        ("{organization: A, start: 2015, roles: [{role: R, start: 2015, end: 2017}]}",
         ["2015–2017", "2015–2017"]),
        ("{organization: A, start: 2015, roles: [{role: R, end: 2017}, {role: S}]}",
         ["2015 – present", "until 2017"]),
    ],
)  # fmt: skip
def test_a_role_lasts_no_longer_than_its_organization(entry: str, shown: list[str]) -> None:
    (block,) = blocks_of(f"experience: [{entry}]")
    assert isinstance(block, EntryBlock) and block.when
    inner = [part.when.text for part in block.body if isinstance(part, EntryBlock) and part.when]
    assert [block.when.text, *inner] == shown


@pytest.mark.parametrize(
    "entry",
    ["role: R, start: 2022-04", "role: R, start: 2022-04, expected: 2027-06",
     "role: R, start: 2022-04, end: present", "role: R, start: 2022-04, end: 2027",
     "organization: A, roles: [{role: R, start: 2022-04}]"],
)  # fmt: skip
def test_what_is_ongoing_leaves_no_gap_and_is_kept_and_current(entry: str) -> None:
    found = years(entry)
    assert found.gaps == ()
    assert found.bars[0].latest >= 12 * 2026 + 5
    assert len(kept("{since: 2y}", entry, key="experience")) == 1
    outer = "" if "organization" in entry else "organization: Mill, "
    data = person_data(
        cv_of(f"name: Ada\nupdated: 2026-06\nsections: {{experience: [{{{outer}{entry}}}]}}")
    )
    assert "worksFor" in data


def test_an_expected_end_is_the_end() -> None:
    (bar,) = years("degree: PhD, start: 2023-09, expected: 2027-06", key="education").bars
    assert (bar.open, date_of(bar.until).iso(), date_of(bar.latest).iso()) == (
        True, "2026-06", "2027-06",
    )  # fmt: skip
    phd, msc = (
        "degree: PhD, start: 2023-09, expected: 2027-06",
        "degree: MSc, start: 2024, end: 2026",
    )
    assert kept("{since: 2y}", phd, "degree: BSc, start: 2019, end: 2022") == ["PhD"]
    assert kept("{group: year}", msc, phd) == ["2027: PhD", "2026: MSc"]
    assert kept("{sort: newest}", msc, phd) == ["PhD", "MSc"]


def test_a_valid_certificate_is_kept() -> None:
    entries = ("name: A, date: 2015, expires: 2030", "name: B, date: 2015")
    assert kept("{since: 2y}", *entries, key="certifications") == ["A"]


def test_several_dates_count_each() -> None:
    first, other = "course: A, years: [2019, 2025]", "course: B, date: 2022"
    assert kept("{since: 2y}", first, other, key="teaching") == ["A"]
    assert kept("{sort: newest}", other, first, key="teaching") == ["A", "B"]
    assert kept("{group: year}", other, first, key="teaching") == ["2025: A", "2022: B"]
    found = years("role: A, date: [2019, 2021..2022]")
    assert [(bar.when, date_of(bar.latest).iso()) for bar in found.bars] == [
        ("2019", "2019-12"), ("2021–2022", "2022-12"),
    ]  # fmt: skip


def test_each_of_several_dates_has_its_time_element() -> None:
    (block,) = blocks_of("talks: [{title: T, date: '2019-05, 2021..2022'}]")
    assert isinstance(block, EntryBlock) and block.when
    assert html_of(block.when) == (
        '<time class="dt-start" datetime="2019-05">May\xa02019</time>, '
        '<time class="dt-start" datetime="2021">2021</time>–'
        '<time class="dt-end" datetime="2022">2022</time>'
    )


# key of the section, dates; what is printed, whether it goes on, its year, whether `since: 2y` of
# June 2026 keeps it, and whether its organization is in the data for machines as a present one
FORMS_OF_DATES = [
    ("experience", "start: 2022-04", "Apr 2022 – present", True, 2022, True, True),
    ("experience", "start: 2022-04, end: present", "Apr 2022 – present", True, 2022, True, True),
    ("experience", "start: 2022, end: 2023", "2022–2023", False, 2023, False, False),
    ("experience", "start: 2022, end: 2028", "2022–2028", True, 2028, True, True),
    ("experience", "date: 2022", "2022", False, 2022, False, False),
    ("experience", "date: 2022..present", "2022 – present", True, 2022, True, True),
    ("experience", "end: 2023", "until 2023", False, 2023, False, False),
    ("experience", "start: 2022, expected: 2027", "2022 – expected 2027", True, 2027, True, True),
    ("experience", "start: 2022, expected: 2023", "2022 – expected 2023", False, 2023, True, False),
    ("experience", "start: 2027-04", "Apr 2027 – present", False, 2027, True, False),
    ("experience", "start: 2027, end: 2028", "2027–2028", False, 2028, True, False),
    ("experience", "date: [2019, 2021]", "2019, 2021", False, 2021, False, False),
    ("experience", "date: '2019, 2025..present'", "2019, 2025 – present", True, 2025, True, True),
    ("education", "start: 2022, expected: 2027", "2022 – expected 2027", True, 2027, True, False),
    ("education", "expected: 2027-06", "expected Jun 2027", True, 2027, True, False),
    ("publications", "status: in press", None, False, 0, True, False),
    ("publications", "status: in press, date: 2027", "2027", False, 2027, True, False),
    ("publications", "start: 2022", "2022", False, 2022, False, False),
]


@pytest.mark.parametrize("row", FORMS_OF_DATES, ids=lambda row: f"{row[0]}: {row[1]}")
def test_every_part_gives_the_same_answer_about_a_form_of_dates(
    row: tuple[str, str, str | None, bool, int, bool, bool],
) -> None:
    key, form, text, on, year, recent, present = row
    names = {"experience": "role: R, organization: M", "education": "degree: R, institution: M"}
    entry = f"{names.get(key, 'title: R')}, {form}"
    when = cv_of(f"name: A\nsections: {{{key}: [{{{entry}}}]}}").sections[0].entries[0].lasted
    june = PartialDate(2026, 6)
    assert (when.goes_on(june) if when else False, when.year if when else 0) == (on, year)
    (block,) = blocks_of(f"{key}: [{{{entry}}}]")
    shown = getattr(block, "when", None)
    assert (shown.text if shown else None) == text
    assert len(_titles(key, "{since: 2y}", entry)) == recent
    heads = [head for head, _ in _titles(key, "{group: year}", entry)]
    assert heads == [str(year) if year else "Undated"]
    data = person_data(cv_of(f"name: A\nupdated: 2026-06\nsections: {{{key}: [{{{entry}}}]}}"))
    assert ("worksFor" in data) == present
    if on and "2019" not in form:
        assert years(entry, key=key).gaps == ()


def _titles(key: str, rule: str, entry: str) -> list[tuple[str, int]]:
    """The headings, and how many blocks are below each, that ``rule`` leaves of ``entry``."""
    text = (
        "name: Ada\nupdated: 2026-06\nvariants:\n"
        f"  own: {{audience: all, sections: [{key}: {rule}]}}\nsections: {{{key}: [{{{entry}}}]}}\n"
    )
    sections = document_of(text, "own").sections
    return [
        (plain_text(block.title), len(block.blocks)) if isinstance(block, Group) else ("", 1)
        for section in sections
        for block in section.blocks
    ]


DATE = st.builds(PartialDate, st.integers(2000, 2026), st.none() | st.integers(1, 12))
ENTRY = st.fixed_dictionaries(
    {"role": st.just("R"), "start": DATE.map(str)},
    optional={"end": st.just("present") | st.integers(2026, 2030).map(str),
              "expected": st.integers(2027, 2030).map(str)},
)  # fmt: skip


@settings(max_examples=few(25), deadline=None)
@given(st.lists(ENTRY, min_size=1, max_size=4))
def test_no_gap_overlaps_what_is_ongoing(entries: list[dict[str, Any]]) -> None:
    for entry in entries:
        if entry.get("end", "present") != "present":
            entry.pop("expected", None)
    found = years(*(", ".join(f"{key}: {value}" for key, value in e.items()) for e in entries))
    for gap in found.gaps:
        for bar in found.bars:
            assert bar.latest < gap.first or bar.earliest > gap.last
    assert not found.gaps or found.gaps[-1].after is not None
