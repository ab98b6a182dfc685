"""A variant's section rules: which sections, in which order, and how much of each."""

from __future__ import annotations

import pytest

from cvgen.dates import PartialDate
from cvgen.errors import InputError
from cvgen.model.entry import Section
from cvgen.selection import Omission, Selection
from tests.helpers_cv import document_of, selected

SECTIONS = """\
name: Ada Example
sections:
  projects: [{name: p}]
  awards: [a]
  own: {type: projects, entries: [{name: o}]}
  talks: [t]
"""


def with_rules(text: str, rules: str) -> str:
    """``text`` with a variant ``v`` for everybody that has the section rules ``rules``."""
    return f"{text}variants: {{v: {{audience: all, sections: {rules}}}}}\n"


def chosen(text: str, rules: str, as_of: PartialDate | None = None) -> Selection:
    """What the section rules choose of ``text``."""
    return selected(with_rules(text, rules), "v", as_of)


def awards(*marks: str) -> str:
    """A CV with an award for each of ``marks``, titled a, b, c …"""
    titles = "abcdefghij"
    lines = "\n".join(f"    - {{title: {t}, {m}}}" for t, m in zip(titles, marks, strict=False))
    return f"name: Ada Example\nsections:\n  awards:\n{lines}\n"


def titles(sections: tuple[Section, ...]) -> str:
    """The titles of the first section's entries in a row."""
    return "".join(getattr(entry, "title").text for entry in sections[0].entries)  # noqa: B009


@pytest.mark.parametrize(
    ("rules", "keys"),
    [
        ("[talks, awards]", ["talks", "awards"]),
        ("[...]", ["projects", "awards", "own", "talks"]),
        ("[talks, ...]", ["talks", "projects", "awards", "own"]),
        ("[..., awards]", ["projects", "own", "talks", "awards"]),
        ("[talks, ..., projects]", ["talks", "awards", "projects", "own"]),
        ("[talks, ..., own]", ["talks", "projects", "awards", "own"]),
        ("[own, projects]", ["own", "projects"]),
        ("[projects]", ["projects", "own"]),
        ("[references, awards]", ["awards"]),
        ("[awards, awards]", ["awards"]),
        ("[]", []),
    ],
)
def test_sections_come_in_the_order_of_the_rules(rules: str, keys: list[str]) -> None:
    assert [section.key for section in chosen(SECTIONS, rules).cv.sections] == keys


def test_without_rules_the_order_is_that_of_the_cv() -> None:
    keys = [section.key for section in selected(SECTIONS).cv.sections]
    assert keys == ["projects", "awards", "own", "talks"]


def test_a_section_the_rules_do_not_name_is_in_the_record() -> None:
    reason = "sections: the variant does not name it"
    assert chosen(SECTIONS, "[projects, talks]").omissions == (
        Omission(("sections", "awards"), reason),
    )


def test_interests_of_the_person_are_left_out_where_the_rules_do_not_name_them() -> None:
    text = "name: Ada Example\ninterests: [chess]\nsections: {awards: [a]}\n"
    shown = {
        rules: [section.key for section in document_of(with_rules(text, rules), "v").sections]
        for rules in ("[awards]", "[interests, awards]", "[...]")
    }
    assert shown == {
        "[awards]": ["awards"],
        "[interests, awards]": ["interests", "awards"],
        "[...]": ["awards", "interests"],
    }


def test_a_rule_gives_another_title() -> None:
    (section,) = chosen(SECTIONS, "[awards: {title: 'Some *prizes*'}]").cv.sections
    assert section.title is not None and section.title.text == "Some *prizes*"


def test_a_title_that_a_rule_replaces_is_in_the_record() -> None:
    text = "name: A\nsections: {awards: {title: Prizes, entries: [a]}}\n"
    paths = [item.path for item in chosen(text, "[awards: {title: Medals}]").omissions]
    assert paths == [("sections", "awards", "title")]


@pytest.mark.parametrize(
    ("marks", "count", "kept"),
    [
        (("", "", ""), 2, "ab"),
        (("", "", ""), 0, ""),
        (("", "", ""), 9, "abc"),
        (("priority: 1", "", ""), 2, "bc"),
        (("", "priority: 4", "priority: 2"), 1, "b"),
        (("", "", "priority: 5"), 1, "c"),
        (("priority: 5", "", "priority: 5"), 1, "ac"),
        (("priority: 5", "", "priority: 5"), 0, "ac"),
        (("priority: 3", "", "priority: 3"), 1, "a"),
        (("priority: 2", "", ""), 1, "b"),
        (("", "priority: 3", ""), 1, "a"),
    ],
)
def test_a_cap_keeps_the_best_entries_in_their_order(
    marks: tuple[str, ...], count: int, kept: str
) -> None:
    sections = chosen(awards(*marks), f"[awards: {{entries: {count}}}]").cv.sections
    assert (titles(sections) if sections else "") == kept


@pytest.mark.parametrize(
    ("marks", "kept"),
    [
        (("", "tags: [rust]"), "b"),
        (("priority: 4", "tags: [rust], priority: 1"), "b"),
        (("priority: 5", "tags: [rust]"), "a"),
        (("tags: [c]", "tags: [go]"), "a"),
    ],
)
def test_a_cap_prefers_the_tags_of_the_variant(marks: tuple[str, ...], kept: str) -> None:
    rules = "audience: all, prefer: [rust], sections: [awards: {entries: 1}]"
    text = f"{awards(*marks)}variants: {{v: {{{rules}}}}}\n"
    assert titles(selected(text, "v").cv.sections) == kept


def test_what_a_cap_cuts_is_in_the_record_with_its_place_in_the_source() -> None:
    text = awards("", "for: academic", "", "priority: 1")
    rules = "{audience: lab, sections: [awards: {entries: 1}]}"
    record = selected(f"{text}variants: {{v: {rules}}}\n", "v").omissions
    assert {omission.path[-1]: omission.reason for omission in record} == {
        1: "audience: it is for academic",
        2: "entries: at most 1",
        3: "entries: at most 1",
    }


BULLETS = """\
name: Ada Example
sections:
  experience:
    - {role: a, highlights: [a1, a2, {text: a3, priority: 5}, a4]}
    - {role: b, highlights: [b1, {text: b2, priority: 1}, b3]}
    - {role: c, highlights: [c1, c2]}
"""


def bullets(text: str, rules: str) -> str:
    """The bullets that are kept, in a row."""
    entries = chosen(text, rules).cv.sections[0].entries
    return " ".join(text.text for entry in entries for text in entry.highlights)


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("highlights: 1", "a3 b1 c1"),
        ("highlights: [2]", "a1 a3 b1 b3 c1 c2"),
        ("highlights: [3, 2, 1]", "a1 a2 a3 b1 b3 c1"),
        ("highlights: [4, 0]", "a1 a2 a3 a4"),
        ("highlights: 0", "a3"),
        ("entries: 1, highlights: 2", "a1 a3"),
        ("title: x", "a1 a2 a3 a4 b1 b2 b3 c1 c2"),
    ],
)
def test_highlights_are_limited_per_entry(rule: str, kept: str) -> None:
    assert bullets(BULLETS, f"[experience: {{{rule}}}]") == kept


def test_a_cap_on_highlights_reaches_the_roles_of_a_position() -> None:
    text = """\
name: Ada Example
sections:
  experience: [{organization: o, roles: [{role: r, highlights: [h1, h2]}, {role: s}]}]
"""
    (entry,) = chosen(text, "[experience: {highlights: 1}]").cv.sections[0].entries
    kept = [text.text for text in entry.roles[0].highlights]  # type: ignore[attr-defined]
    assert kept == ["h1"]


def test_caps_count_what_the_marks_left() -> None:
    text = """\
name: Ada Example
sections:
  experience:
    - {role: a, highlights: [{text: x, visibility: private}, y, z]}
"""
    record = chosen(text, "[experience: {highlights: 1}]").omissions
    place = ("sections", "experience", "entries", 0, "highlights")
    assert [omission.path for omission in record] == [(*place, 0), (*place, 2)]


DATED = (
    "date: 2015", "date: 2016-06", "end: 2016-05, start: 2010", "start: 2001, end: present",
    "note: undated", "date: 2010..2016", "start: 2012", "date: 2016-Q2",
)  # fmt: skip


@pytest.mark.parametrize(
    ("since", "as_of", "kept"),
    [
        ("10y", PartialDate(2026, 6), "bdefh"),
        ("10y", PartialDate(2026), "def"),
        ("18m", PartialDate(2017, 12), "bdefh"),
        ("2016", None, "bcdefh"),
        ("2016-06", None, "bdefh"),
        ("summer 2016", None, "bdefh"),
    ],
)
def test_since_keeps_what_lasted_into_that_time(
    since: str, as_of: PartialDate | None, kept: str
) -> None:
    sections = chosen(awards(*DATED), f"[awards: {{since: {since}}}]", as_of).cv.sections
    assert titles(sections) == kept


def test_since_counts_back_from_the_cv_and_never_from_today() -> None:
    text = f"{awards('date: 2015', 'date: 2017')}updated: 2026\n"
    assert titles(chosen(text, "[awards: {since: 10y}]").cv.sections) == "b"


def test_since_without_a_date_to_count_from_is_a_problem_with_a_hint() -> None:
    with pytest.raises(InputError) as error:
        chosen(awards("date: 2015"), "[awards: {since: 10y}]")
    assert "updated" in str(error.value.problems[0].hint)


@pytest.mark.parametrize(
    ("only", "kept"),
    [("selected", "a"), ("rust", "b"), ("journal", "c"), ("[selected, journal]", "ac"), ("go", "")],
)
def test_only_keeps_what_is_selected_or_has_the_tag_or_type(only: str, kept: str) -> None:
    text = """\
name: Ada Example
sections:
  publications:
    - {title: a, selected: true}
    - {title: b, tags: [rust]}
    - {title: c, type: journal, selected: false}
"""
    sections = chosen(text, f"[publications: {{only: {only}}}]").cv.sections
    assert (titles(sections) if sections else "") == kept


def test_a_selected_publication_goes_before_others_but_not_before_a_higher_priority() -> None:
    text = """\
name: Ada Example
sections:
  publications: [{title: a}, {title: b, selected: true}, {title: c, priority: 5}]
"""
    assert titles(chosen(text, "[publications: {entries: 2}]").cv.sections) == "bc"


@pytest.mark.parametrize(
    "entries", ["[{title: x, for: academic}]", "[{title: x, visibility: private}]"]
)
def test_a_section_left_empty_goes_with_its_title_and_is_in_the_record(entries: str) -> None:
    text = f"name: A\nsections: {{awards: {{title: Prizes, entries: {entries}}}}}\n"
    selection = selected(text, "industry")
    assert selection.cv.sections == ()
    assert ("sections", "awards") in [omission.path for omission in selection.omissions]


def test_what_is_below_an_omitted_item_is_not_in_the_record_again() -> None:
    text = """\
name: Ada Example
sections:
  awards: [{title: a}, {title: b, highlights: [{text: x, visibility: private}]}]
  talks: [{title: c, visibility: private}]
"""
    paths = [omission.path for omission in chosen(text, "[awards: {entries: 1}]").omissions]
    assert sorted(paths) == [("sections", "awards", "entries", 1), ("sections", "talks")]


@pytest.mark.parametrize(("order", "shown"), [("newest", "ca"), ("oldest", "ab"), ("file", "ab")])
def test_entries_are_sorted_before_a_cap_takes_the_best(order: str, shown: str) -> None:
    text = awards("date: 2001, priority: 4", "date: 2002", "date: 2003")
    made = chosen(text, f"[awards: {{entries: 2, sort: {order}}}]").cv.sections
    assert titles(made) == shown
