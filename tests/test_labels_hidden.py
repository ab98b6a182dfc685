"""A label goes where everything below it is hidden, in every type of section."""

from __future__ import annotations

from typing import Any

import pytest

import cvgen
from cvgen.analysis.decisions import decisions
from cvgen.lowering import lower
from cvgen.selection import select
from tests.helpers_cv import cv_of, rules_of

HIDDEN = "{text: x, visibility: private}"
LABELLED: dict[str, tuple[str, str]] = {
    "skills by label": ("skills", f"Labelled: {HIDDEN}"),
    "skills in a list": ("skills", f"Labelled: [{HIDDEN}, {HIDDEN}]"),
    "skills as keys": ("skills", f"- {{group: Labelled, items: [{HIDDEN}]}}"),
    "languages": ("languages", f"Labelled: {HIDDEN}"),
    "a test": ("languages", f"- {{language: Labelled, test: {{name: T, score: {HIDDEN}}}}}"),
    "interests": ("interests", f"Labelled: {HIDDEN}"),
    "pairs": ("own", f"type: pairs\nentries: {{Labelled: {HIDDEN}}}"),
    "pairs of several": ("own", f"type: pairs\nentries: {{Labelled: [{HIDDEN}]}}"),
    "service": ("service", f"- {{kind: Labelled, venue: {HIDDEN}, years: [2020]}}"),
    "roles": ("experience", "- {organization: Labelled, roles: [{role: x, visibility: private}]}"),
    "a section": ("own", f"title: Labelled\nnote: all\ntype: bullets\nentries: [{HIDDEN}]"),
    "bullets": ("own", f"type: bullets\nentries:\n- text: 'Labelled:'\n  items: [{HIDDEN}]"),
    "highlights": ("projects", f"- name: P\n  highlights:\n  - Labelled: [{HIDDEN}]"),
    "a grade": ("education", f"- {{degree: D, grade: {{label: Labelled, value: {HIDDEN}}}}}"),
}


@pytest.mark.parametrize("case", LABELLED)
def test_no_label_is_left_alone(case: str) -> None:
    key, yaml = LABELLED[case]
    lines = "".join(f"    {line}\n" for line in yaml.splitlines())
    cv = cv_of(f"name: Ada Lind\nsections:\n  {key}:\n{lines}")
    rules = rules_of(cv, "public")
    selection = select(cv, rules)
    assert "Labelled" not in cvgen.render(lower(selection.cv), "markdown").decode()
    assert (
        "Labelled"
        in cvgen.render(lower(select(cv, rules_of(cv, "record")).cv), "markdown").decode()
    )
    again = select(selection.cv, rules).cv
    assert again == selection.cv
    rules_told: Any = {one.rule for one in decisions(cv, rules, selection) if not one.shown}
    assert any(rule.startswith("visibility") for rule in rules_told)


def test_a_label_stays_with_what_is_left() -> None:
    cv = cv_of(
        f"name: Ada\nsections:\n  skills: {{Tools: [a, {HIDDEN}]}}\n  languages: {{German: C1}}\n"
    )
    text = cvgen.render(lower(select(cv, rules_of(cv, "public")).cv), "markdown").decode()
    assert "**Tools:** a" in text
    assert "**German:** C1" in text
