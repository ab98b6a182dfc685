"""Resolving the name of a variant: built-in, changed by the project, changed by the CV."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest

from cvgen.errors import InputError, UnknownNameError
from cvgen.model.marks import Visibility
from cvgen.model.variant import Variant
from cvgen.selection import Rules, builtin_variants, resolve
from cvgen.selection.resolve import MAX_CHAIN
from tests.helpers_cv import cv_of


def variants(text: str) -> tuple[Variant, ...]:
    """The variants of a mapping in YAML."""
    return cv_of(f"name: A\nvariants:\n{indent(dedent(text), '  ')}\n").variants


def rules(name: str, *layers: str) -> Rules:
    """The rules of ``name`` with the built-in variants below ``layers``."""
    return resolve(name, [builtin_variants(), *map(variants, layers)])


@pytest.mark.parametrize(
    ("name", "audience", "visibility"),
    [
        ("full", "all", Visibility.PERSONAL),
        ("record", "all", Visibility.PRIVATE),
        ("public", "all", Visibility.PUBLIC),
        ("academic", "academic", Visibility.PERSONAL),
        ("industry", "industry", Visibility.PERSONAL),
        ("biosketch", "biosketch", Visibility.PERSONAL),
    ],
)
def test_the_variants_that_are_always_there(
    name: str, audience: str, visibility: Visibility
) -> None:
    made = rules(name)
    assert (made.audience, made.visibility, made.reveal) == (audience, visibility, frozenset())
    assert made.description


def test_no_built_in_variant_but_record_shows_what_is_private() -> None:
    made = [rules(variant.name) for variant in builtin_variants()]
    assert [r.name for r in made if r.visibility is Visibility.PRIVATE] == ["record"]


def test_a_variant_of_its_own_has_its_name_as_audience_and_shows_what_is_personal() -> None:
    made = rules("lab", "lab: {description: Labs}")
    assert made == Rules("lab", audience="lab", description="Labs")


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("lab: {extends: industry}", "industry"),
        ("lab: {extends: industry, audience: lab}", "lab"),
        ("lab: {extends: base-lab}\nbase-lab: {extends: academic}", "academic"),
        ("lab: {extends: base-lab}\nbase-lab: {theme: x}", "base-lab"),
        ("lab: {extends: full}", "all"),
    ],
)
def test_the_audience_is_that_of_the_variant_it_extends(text: str, audience: str) -> None:
    assert rules("lab", text).audience == audience


def test_extends_keeps_what_is_not_said_again() -> None:
    text = """\
        a: {theme: t, include: [x], visibility: public, sections: [awards]}
        b: {extends: a, exclude: [y], visibility: personal}
        c: {extends: b, include: [z]}
        """
    made = rules("c", text)
    assert (made.theme, *made.include, *made.exclude) == ("t", "z", "y")
    assert made.visibility is Visibility.PERSONAL
    assert made.sections is not None and [rule.name for rule in made.sections] == ["awards"]


def test_the_project_refines_a_built_in_variant_and_the_cv_refines_both() -> None:
    made = rules(
        "industry", "industry: {prefer: [rust], reveal: [born]}", "industry: {prefer: [c]}"
    )
    assert (made.theme, *made.prefer, *made.reveal) == ("industry", "c", "born")
    assert made.sections == rules("industry").sections


@pytest.mark.parametrize("name", ["industry", "mine"])
def test_a_variant_may_extend_the_one_of_its_name_below(name: str) -> None:
    made = rules(name, f"{name}: {{prefer: [a]}}", f"{name}: {{extends: {name}, exclude: [b]}}")
    assert (*made.prefer, *made.exclude) == ("a", "b")


def test_a_later_layer_changes_what_an_earlier_one_extends() -> None:
    made = rules("lab", "lab: {extends: base}\nbase: {theme: one}", "base: {theme: two}")
    assert made.theme == "two"


@pytest.mark.parametrize(
    "text",
    [
        "a: {extends: b}\nb: {extends: a}",
        "a: {extends: b}\nb: {extends: c}\nc: {extends: b}",
        "a: {extends: industry}\nindustry: {extends: a}",
    ],
)
def test_a_circle_is_a_problem_that_shows_the_circle(text: str) -> None:
    with pytest.raises(InputError) as error:
        rules("a", text)
    assert "→" in error.value.problems[0].message


@pytest.mark.parametrize(
    ("name", "text", "hint"),
    [
        ("acdemic", "", "did you mean 'academic'?"),
        ("zzz", "", "available: academic, academic-short, biosketch, full, industry"),
        ("lab", "lab: {extends: industri}", "did you mean 'industry'?"),
    ],
)
def test_a_variant_that_does_not_exist_is_named_with_a_hint(
    name: str, text: str, hint: str
) -> None:
    with pytest.raises(UnknownNameError) as error:
        resolve(name, [builtin_variants(), variants(text) if text else ()])
    assert (error.value.problems[0].hint or "").startswith(hint)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("awards", "{name: awards}"),
        ("awards: {entries: 2}", "{name: awards, entries: 2}"),
        ("awards: {highlights: 2, title: x}", "{name: awards, highlights: [2], title: x}"),
    ],
)
def test_a_section_rule_may_be_short(short: str, long: str) -> None:
    (made,) = variants(f"v:\n  sections:\n  - {short}\n")
    (expected,) = variants(f"v:\n  sections:\n  - {long}\n")
    assert made.sections == expected.sections


@pytest.mark.parametrize("length", [MAX_CHAIN, MAX_CHAIN + 1, 5000])
def test_a_long_line_of_variants_ends_in_rules_or_a_problem(length: int) -> None:
    chain = [Variant(name="v0", pages=3)]
    chain += [Variant(name=f"v{n}", extends=f"v{n - 1}") for n in range(1, length + 1)]
    if length == MAX_CHAIN:
        assert resolve(f"v{length}", [chain]).pages == 3
        return
    with pytest.raises(InputError) as caught:
        resolve(f"v{length}", [chain])
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("E303", "more than 20 variants extend one another")
