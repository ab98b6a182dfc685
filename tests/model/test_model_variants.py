"""Variants and the rules of their sections."""

from __future__ import annotations

import pytest

from cvgen.model.text import text_of
from cvgen.model.variant import SectionRule, Variant
from tests.helpers import NAME, built, codes


def variant(yaml_text: str) -> Variant:
    (made,) = built(f"{NAME}variants:\n  mine: {yaml_text}\n").variants
    return made


RULES = "{sections: [%s]}"


@pytest.mark.parametrize(
    ("rule", "made"),
    [
        ("experience", SectionRule(name="experience")),
        ("...", SectionRule(name="...")),
        ("experience: {entries: 5}", SectionRule(name="experience", entries=5)),
        ("{name: experience, entries: 5}", SectionRule(name="experience", entries=5)),
        ("experience: {highlights: 3}", SectionRule(name="experience", highlights=(3,))),
        (
            "experience: {highlights: [3, 2, 0]}",
            SectionRule(name="experience", highlights=(3, 2, 0)),
        ),
        ("experience: {since: 10y}", SectionRule(name="experience", since="10y")),
        ("experience: {since: 18 m}", SectionRule(name="experience", since="18 m")),
        ("experience: {since: 2018}", SectionRule(name="experience", since="2018")),
        ("publications: {only: selected}", SectionRule(name="publications", only=("selected",))),
        ("skills: {title: Tools}", SectionRule(name="skills", title=text_of("Tools"))),
    ],
)
def test_a_rule_names_a_section_and_what_to_take_of_it(rule: str, made: SectionRule) -> None:
    assert variant(RULES % rule).sections == (made,)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("experience: 5", "E203"),
        ("experience: [1, 2]", "E203"),
        ("{experience: }", "E208"),
        ("experience: {name: skills}", "E201"),
        ("experience: {entrys: 5}", "E201"),
        ("experience: {entries: -1}", "E204"),
        ("experience: {entries: some}", "E206"),
        ("experience: {entries: 1.5}", "E206"),
        ("experience: {highlights: [3, -1]}", "E204"),
        ("experience: {since: ages}", "E205"),
        ("experience: {since: 1000y}", "E205"),
        ("[experience]", "E203"),
    ],
)
def test_a_rule_that_means_nothing_is_a_problem(rule: str, code: str) -> None:
    assert set(codes(f"{NAME}variants:\n  mine: {RULES % rule}\n")) == {code}


def test_a_variant_without_rules_is_one() -> None:
    assert built(f"{NAME}variants:\n  mine:\n  other: {{}}\n").variants == (
        Variant(name="mine"), Variant(name="other"),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["mine", "industry-short", "v2", "2", "a_b", "a" * 61])
def test_a_variant_has_a_name_that_can_be_part_of_a_file_name(name: str) -> None:
    assert built(f"{NAME}variants:\n  {name}: {{}}\n").variants[0].name == name


@pytest.mark.parametrize(
    "name", ["Mine", "a b", "../x", "-a", ".a", "a/b", "é", "'a\\0'", "''", "a" * 62]
)
def test_a_variant_cannot_have_any_other_name(name: str) -> None:
    assert codes(f"{NAME}variants:\n  {name}: {{}}\n") in (["E204"], ["E104"])


@pytest.mark.parametrize(
    ("rules", "code"),
    [("{name: other}", "E201"), ("{them: x}", "E201"), ("[x]", "E203"), ("x", "E203"),
     ("{visibility: all}", "E204"),
     ("{sections: {experience: x}}", "E203"), ("{sections: experience}", "E203"),
     ("{theme: [x]}", "E203")],
)  # fmt: skip
def test_a_variant_that_cannot_be_used_is_a_problem(rules: str, code: str) -> None:
    assert codes(f"{NAME}variants:\n  mine: {rules}\n") == [code]
