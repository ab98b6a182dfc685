"""The order in which a page limit shortens and leaves out, and the result."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cvgen.explain.explain import decisions
from cvgen.fitting.cuts import cuts
from cvgen.model.text import Text
from cvgen.selection import Rules, select
from cvgen.selection.items import items_of
from tests.helpers_cv import cv_of, rules_of, with_sections

ALL = Rules("v", "all")


def order(text: str, rules: Rules = ALL) -> list[str]:
    """The words of what would go, in this order; ``~`` before what is only shortened."""
    cv = cv_of(text)
    selection = select(cv, rules)
    words = {item.path: item.text for item in items_of(cv)}
    found = []
    for cut in cuts(selection, rules):
        places = (cut.path, (*cut.path, 1), cut.path[:4])  # the second of two alternatives
        place = next(path for path in places if path in words)
        found.append(("~" if cut.shortened else "") + words[place])
    return found


def test_the_lowest_priority_goes_first_and_five_stays() -> None:
    text = with_sections("""
        awards:
          - {title: a, priority: 4, year: 2020}
          - {title: b, priority: 1, year: 2020}
          - {title: c, priority: 5, year: 2020}
          - {title: d, year: 2020}
    """)
    assert order(text) == ["b", "d", "a"]


def test_highlights_before_entries_and_the_oldest_first() -> None:
    text = with_sections("""
        projects:
          - {name: old, year: 2001, highlights: [one, two]}
          - {name: new, year: 2020, highlights: [three, four]}
    """)
    assert order(text) == ["two", "one", "four", "three", "old", "new"]


def test_entries_of_low_priority_go_before_highlights_of_a_higher_one() -> None:
    text = with_sections("""
        projects:
          - {name: old, year: 2001, priority: 1, highlights: [one]}
          - {name: new, year: 2020, highlights: [two, {text: three, priority: 2}]}
    """)
    assert order(text) == ["old", "three", "two", "new"]


def test_posts_and_degrees_go_last_unless_they_are_of_little_worth() -> None:
    text = with_sections("""
        experience:
          - {role: intern, year: 2001, priority: 2}
          - {role: engineer, year: 2020, highlights: [{text: built, priority: 4}]}
        awards: [{title: prize, year: 2021}]
    """)
    assert order(text) == ["intern", "prize", "built", "engineer"]


def test_languages_stay_as_long_as_anything_else_can_go() -> None:
    text = with_sections("""
        languages: [{language: German, level: C1}, {language: English, level: C2}]
        awards: [{title: prize, year: 2021, priority: 4}]
    """)
    assert order(text)[0] == "prize"


def test_a_long_list_loses_its_end_together_with_the_highlights() -> None:
    titles = "".join(f"    - {{title: p{n:02}, year: {2024 - n}}}\n" for n in range(15))
    text = (
        f"name: A\nsections:\n  projects: [{{name: x, highlights: [h]}}]\n  publications:\n{titles}"
    )
    assert order(text)[:4] == ["p14", "p13", "p12", "h"]


def test_the_priority_of_a_section_is_that_of_its_entries() -> None:
    text = with_sections("""
        awards: [{title: prize, year: 2021}]
        talks: {priority: 1, entries: [{title: heard, year: 2024}]}
    """)
    assert order(text) == ["heard", "prize"]


def test_what_has_no_preferred_tag_goes_first() -> None:
    text = with_sections("""
        awards: [{title: a, priority: 1, tags: [rust]}, {title: b, priority: 4}]
    """)
    assert order(text, replace(ALL, prefer=frozenset({"rust"}))) == ["b", "a"]


SHORT = with_sections("""
    experience:
      - role: Engineer
        highlights:
          - {text: a long story, short: a story, priority: 5}
          - [{text: for nobody, for: lab}, {text: another long one, short: one}]
          - last
    awards: [{title: {text: A prize of weight, short: Prize}}]
""")


WORK = Rules("v", "work")
SHORTER = ["~another long one", "~A prize of weight", "~a long story"]


def test_short_forms_go_before_anything_is_left_out() -> None:
    assert order(SHORT, WORK) == [
        *SHORTER, "last", "another long one", "A prize of weight", "Engineer"
    ]  # fmt: skip


def test_a_short_form_takes_the_place_of_its_text_and_is_explained() -> None:
    cv = cv_of(SHORT)
    taken = [cut.path for cut in cuts(select(cv, WORK), WORK) if cut.shortened]
    rules = replace(WORK, shortened=frozenset(taken))
    selection = select(cv, rules)
    (post,), (prize,) = (section.entries for section in selection.cv.sections)
    assert [text.text for text in post.highlights] == ["a story", "one", "last"]
    title = getattr(prize, "title")  # noqa: B009
    assert isinstance(title, Text) and title.text == "Prize"
    assert [omission.reason for omission in selection.omissions] == ["audience: it is for lab"]
    told = {d.item.text: d.rule for d in decisions(cv, rules, selection) if d.shown}
    reason = "pages: only its short form fits"
    assert told["a long story"] == told["another long one"] == reason
    assert reason not in (told["last"], told["Engineer"])


def test_nothing_comes_in_for_what_goes() -> None:
    text = (
        with_sections("""
        projects:
          - {name: a, highlights: [a1, a2, a3]}
          - {name: b, highlights: [b1, b2, b3]}
    """)
        + "variants: {v: {audience: all, sections: [projects: {highlights: [3, 1]}]}}\n"
    )
    cv = cv_of(text)
    rules = rules_of(cv, "v")
    cut = replace(rules, cut=frozenset({("sections", "projects", "entries", 0)}))
    (section,) = select(cv, cut).cv.sections
    assert [[text.text for text in entry.highlights] for entry in section.entries] == [["b1"]]


@pytest.mark.parametrize("given", [8, 20])
def test_a_head_says_of_how_many_publications_there_was_room_for_some(given: int) -> None:
    from cvgen.lowering.lower import lower

    titles = "".join(f"    - {{title: p{n:02}, year: {2024 - n}}}\n" for n in range(given))
    cv = cv_of(f"name: A\nsections:\n  publications:\n{titles}")
    gone = frozenset(cut.path for cut in cuts(select(cv, ALL), ALL)[: given - 3])
    (section,) = lower(select(cv, replace(ALL, cut=gone)).cv).sections
    assert "".join(run.text for run in section.note).replace("\xa0", " ") == f"3/{given} items"
