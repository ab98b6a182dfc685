"""`cvgen match`: terms that a variant shows or leaves out, and how to show them."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cvgen.dates import PartialDate
from cvgen.errors import UnknownNameError
from cvgen.loading.load import LoadedCv
from cvgen.lowering.lower import lower
from cvgen.match.match import LeftOut, Match, match_loaded
from cvgen.selection import select
from tests.helpers_cv import loaded_of, markdown_of
from tests.helpers_sweeps import few
from tests.strategies import PERSON, VARIANT, WORD, numbered, sections

JOB = "Engineer\n\nRequirements\n{}\n"
CV = """\
name: Ada Example
headline: Erlang engineer
updated: 2024-06
work_authorization: Fortran permit
variants:
  mine: {rules}
sections:
  experience:
    - role: Engineer
      organization: Mill
      start: 2019-06
      end: present
      highlights:
        - text: Wrote Haskell.
          priority: 5
        - Wrote Prolog.
        - {{text: Wrote Scheme., tags: [lisp]}}
        - {{text: Wrote Kotlin., for: [industry]}}
        - {{text: Wrote Cobol., visibility: private}}
    - role: Clerk
      organization: Office
      date: 2004
      tags: [old]
      highlights: [Wrote Pascal.]
  skills:
    - items: [Rust, Zig]
      tags: [systems]
"""


def job(*terms: str) -> str:
    """A job text that asks for ``terms``."""
    return JOB.format("\n".join(f"- {term}" for term in terms))


def loaded(**rules: Any) -> LoadedCv:
    """The CV of Ada with a variant ``mine``."""
    return loaded_of(CV.format(rules=yaml.safe_dump(rules, default_flow_style=True).strip()))


def found(*terms: str, **rules: Any) -> Match:
    """What ``mine`` shows of a job text that asks for ``terms``."""
    return match_loaded(loaded(**rules), job(*terms), "mine")


def test_a_term_is_shown_left_out_or_missing() -> None:
    made = found("Haskell", "Rust", "Elm", sections=["experience"])
    assert [item.term.text for item in made.shown] == ["Haskell"]
    assert [item.term.text for item in made.left_out] == ["Rust"]
    assert [term.text for term in made.missing] == ["Elm"]
    assert made.total == 3


def test_a_place_is_the_item_with_its_line() -> None:
    (item,) = found("Haskell").shown
    (place,) = item.places
    assert place.text == "experience: Engineer, Mill"
    assert "Wrote Haskell" in CV.splitlines()[(place.line or 0) - 1]


def test_a_word_that_only_the_document_has_is_shown_with_its_section() -> None:
    made = match_loaded(
        loaded_of("name: A\nsections: {patents: [{title: Mill}]}\n"), job("Patents"), "full"
    )
    assert [(place.text, place.line) for place in made.shown[0].places] == [("Patents", None)]


@pytest.mark.parametrize(
    ("term", "rules", "rule", "change"),
    [
        ("Scheme", {"include": ["web"]}, "tags: none of lisp is included", "include: [lisp, web]"),
        ("Scheme", {"exclude": ["lisp"]}, "tags: lisp is excluded", "exclude: []"),
        ("Kotlin", {"audience": "academic"}, "audience: it is for industry", "audience: industry"),
        ("Cobol", {"audience": "all"}, "visibility: it is private", "reveal: [experience]"),
        ("Fortran", {}, "visibility: it is private", "reveal: [work_authorization]"),
        ("Rust", {"sections": ["experience"]}, "sections: the variant does not name it",
         "sections: [..., skills]"),
        ("Pascal", {"sections": [{"experience": {"entries": 1}}]}, "entries: at most 1",
         "prefer: [old]"),
        ("Prolog", {"sections": [{"experience": {"highlights": 1}}]}, "highlights: at most 1",
         "experience: {highlights: 2}"),
        ("Pascal", {"sections": [{"experience": {"since": "2010"}}]}, "since: it ended before 2010",
         "experience: {since: 2004}"),
        ("Prolog", {"sections": [{"experience": {"detail": "short"}}]}, "detail: short",
         "experience: {detail: full}"),
        ("Pascal", {"sections": [{"experience": {"entries": 1, "highlights": 0}}]},
         "entries: at most 1", "prefer: [old] and experience: {highlights: 1}"),
    ],
)  # fmt: skip
def test_a_hidden_term_names_the_rule_and_a_remedy(
    term: str, rules: dict[str, Any], rule: str, change: str
) -> None:
    made = found(term, **rules)
    (item,) = made.left_out
    assert (item.rule, item.change) == (rule, change)
    assert shown_after(item, rules)


def shown_after(item: LeftOut, rules: dict[str, Any]) -> bool:
    """Whether the term is shown once its change is written into the variant."""
    changed = dict(rules)
    for change in (item.change or "").split(" and "):
        (key, value), = yaml.safe_load(change).items()  # fmt: skip
        if key == "sections":
            changed["sections"] = [*rules["sections"], value[-1]]
        elif isinstance(value, dict):
            old = rules["sections"][0][key]
            changed["sections"] = [{key: {**old, **value}}]
        else:
            changed[key] = value
    return bool(found(item.term.text, **changed).shown)


def test_terms_that_a_page_limit_cuts_are_left_out() -> None:
    lines = "\n".join(f"        - Wrote part {n} of it." for n in range(90))
    text = CV.format(rules="{pages: 1}").replace(
        "        - Wrote Prolog.", f"{lines}\n        - Wrote Prolog."
    )
    made = match_loaded(loaded_of(text), job("Haskell", "Prolog"), "mine")
    assert [item.term.text for item in made.shown] == ["Haskell"]
    (item,) = made.left_out
    assert item.rule == "pages: no space left"
    assert item.change == "priority: 5 (on the item)"


def test_interests_that_the_variant_does_not_name_can_be_named() -> None:
    text = f"interests: [Chess]\n{CV.format(rules='{sections: [experience]}')}"
    (item,) = match_loaded(loaded_of(text), job("Chess"), "mine").left_out
    assert item.change == "sections: [..., interests]"


def test_an_item_without_tag_or_type_to_name_has_no_change() -> None:
    (item,) = found("Haskell", sections=[{"experience": {"only": ["old"]}}]).left_out
    assert item.rule == "only: it is not old"
    assert item.change is None


def test_variants_that_show_it_are_named() -> None:
    (item,) = found("Cobol").left_out
    assert item.variants == ("record",)


def test_an_unknown_variant_is_an_error() -> None:
    with pytest.raises(UnknownNameError):
        match_loaded(loaded(), job("Rust"), "nosuch")


def test_spans_of_years_count_from_the_date_given() -> None:
    cv = loaded(sections=[{"experience": {"since": "10y"}}])
    assert match_loaded(cv, job("Pascal"), "mine").left_out
    assert match_loaded(cv, job("Pascal"), "mine", PartialDate(2010, 1)).shown


@settings(
    max_examples=few(25),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
@given(PERSON, sections(), VARIANT, st.sampled_from(["full", "public", "industry", "v"]))
def test_each_term_is_in_one_part_and_what_is_shown_is_in_the_document(
    person: Any, parts: Any, rules: Any, variant: str
) -> None:
    data = numbered({**person, "sections": parts}, itertools.count())
    cv = loaded_of(yaml.safe_dump({**data, "updated": "2025-06", "variants": {"v": rules}}))
    words = sorted(set(WORD.findall(str(data))))[:40]
    made = match_loaded(cv, job(*words, "w9999x"), variant)
    shown = [item.term.text for item in made.shown]
    left = [item.term.text for item in made.left_out]
    missing = [term.text for term in made.missing]
    assert sorted([*shown, *left, *missing]) == sorted([*words, "w9999x"])
    text = markdown_of(lower(select(cv.cv, cv.rules(variant)).cv)).casefold()
    assert [word for word in shown if word not in text] == []
    assert [word for word in (*left, *missing) if word in text] == []
    assert "w9999x" in missing
