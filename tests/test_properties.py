"""Properties of every CV and every variant, tested on random CVs in YAML."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cvgen.lowering.lower import lower
from cvgen.model.cv import Cv, marked_items
from cvgen.model.marks import Marks
from cvgen.model.text import TextChoice
from cvgen.selection import Selection, builtin_variants, select
from tests.helpers_cv import cv_of, markdown_of, rules_of, text_of_document
from tests.helpers_sweeps import few
from tests.strategies import PERSON, VARIANT, WORD, numbered, secrets, sections

BUILT_IN = [variant.name for variant in builtin_variants()]
quick = settings(
    max_examples=few(30),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Case:
    """A made-up CV: its plain data and what was built from its YAML."""

    data: Any
    cv: Cv

    def seen(self, variant: str) -> Selection:
        """What ``variant`` shows of it."""
        return select(self.cv, rules_of(self.cv, variant))

    def __repr__(self) -> str:
        return yaml.safe_dump(self.data, sort_keys=False)


def made(person: Any, parts: Any, variant: Any) -> Case:
    """The CV with every text a word of its own, and a variant ``v``."""
    data = numbered({**person, "sections": parts}, itertools.count())
    data |= {"updated": "2025-06", "variants": {"v": variant}}
    return Case(data, cv_of(yaml.safe_dump(data, sort_keys=False)))


CASES = st.builds(made, PERSON, sections(), VARIANT)
VARIANTS = st.sampled_from([*BUILT_IN, "v", "v", "v"])


def words_in(cv: Cv) -> list[str]:
    """Every word of the texts of a CV, in order."""
    texts = itertools.chain([cv.person], cv.sections)
    return WORD.findall(" ".join(str(part.model_dump()) for part in texts))


@quick
@given(CASES, VARIANTS)
def test_selecting_twice_is_selecting_once(case: Case, variant: str) -> None:
    once = case.seen(variant).cv
    twice = select(once, rules_of(case.cv, variant))
    assert twice.cv == once
    assert twice.omissions == ()


@quick
@given(CASES, VARIANTS)
def test_nothing_is_added_and_nothing_is_there_twice(case: Case, variant: str) -> None:
    shown = words_in(case.seen(variant).cv)
    assert len(shown) == len(set(shown))
    assert set(shown) <= set(words_in(case.cv))


@quick
@given(CASES, VARIANTS)
def test_the_order_inside_a_section_is_kept(case: Case, variant: str) -> None:
    before = {section.key: WORD.findall(str(section.model_dump())) for section in case.cv.sections}
    shown = [section for section in case.seen(variant).cv.sections if section.key in before]
    for section in shown:
        after = WORD.findall(str(section.model_dump()))
        assert after == [word for word in before[section.key] if word in after]


@quick
@given(CASES)
def test_without_section_rules_the_order_of_sections_is_kept(case: Case) -> None:
    shown = [section.key for section in case.seen("full").cv.sections]
    before = [section.key for section in case.cv.sections]
    assert [key for key in shown if key in before] == [key for key in before if key in shown]


@pytest.mark.parametrize(
    ("variant", "most"),
    [("full", 1), ("academic", 1), ("industry", 1), ("biosketch", 1), ("public", 0)],
)
@quick
@given(case=CASES)
def test_no_secret_is_in_a_document(case: Case, variant: str, most: int) -> None:
    document = lower(case.seen(variant).cv)
    shown = f"{text_of_document(document)}{document!r}{markdown_of(document)}".casefold()
    leaked = [word for word, rank in secrets(case.data) if rank > most and word in shown]
    assert leaked == []


@quick
@given(CASES)
def test_the_record_of_everything_loses_nothing(case: Case) -> None:
    selection = case.seen("record")
    paths = {omission.path: omission.reason for omission in selection.omissions}
    others = {
        word
        for path, item in marked_items(case.cv)
        if paths.get(path, "").startswith("alternative") and isinstance(item, TextChoice)
        for word in WORD.findall(item.text)
    }
    assert all(reason.startswith("alternative") for reason in paths.values())
    shown = markdown_of(lower(selection.cv)).casefold()
    assert [word for word in words_in(case.cv) if word not in others and word not in shown] == []


def own_words(item: Marks) -> list[str]:
    """The words that are an item's own and not those of an item inside of it."""
    return WORD.findall(item.text) if isinstance(item, TextChoice) else []


@quick
@given(CASES, VARIANTS)
def test_every_marked_item_is_shown_or_omitted_once(case: Case, variant: str) -> None:
    selection = case.seen(variant)
    shown = set(words_in(selection.cv))
    omitted = [omission.path for omission in selection.omissions]
    assert len(omitted) == len(set(omitted))
    for path, item in marked_items(case.cv):
        above = [other for other in omitted if path[: len(other)] == other]
        here = set(own_words(item))
        assert not (above and here & shown), (path, above)
        assert above or here <= shown, path


@quick
@given(CASES, VARIANTS)
def test_no_omission_lies_below_another_but_that_of_a_section_left_empty(
    case: Case, variant: str
) -> None:
    omissions = case.seen(variant).omissions
    whole = [item.path for item in omissions if not item.reason.startswith("empty")]
    below = [
        (outer, inner.path)
        for outer in whole
        for inner in omissions
        if inner.path != outer and inner.path[: len(outer)] == outer
    ]
    assert below == []


@quick
@given(CASES, VARIANTS)
def test_any_selection_becomes_markdown(case: Case, variant: str) -> None:
    text = markdown_of(lower(case.seen(variant).cv))
    assert text.startswith("# Ada Example\n") and text.endswith("\n")
    assert "\n\n\n" not in text and not any(line != line.rstrip() for line in text.splitlines())
