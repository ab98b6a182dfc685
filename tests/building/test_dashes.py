"""A dash where there is nothing to say is left out, with a warning."""

from __future__ import annotations

import pytest

from tests.helpers_cv import document_of, loaded_of, text_of_document

CV = "name: Ada\nsections:\n  {section}:\n    - {{{entry}}}\n"


@pytest.mark.parametrize("dash", ["—", "–", "'-'", "--", "'—'"])
def test_a_dash_for_an_organization_is_left_out(dash: str) -> None:
    text = CV.format(
        section="experience", entry=f"role: Weaver, organization: {dash}, unit: {dash}"
    )
    warnings = loaded_of(text).source.warnings
    assert [problem.code for problem in warnings] == ["W251", "W251"]
    shown = text_of_document(document_of(text))
    assert "Weaver" in shown
    assert not any(set(line.strip()) <= set("-–—") for line in shown.splitlines() if line.strip())


@pytest.mark.parametrize(
    ("section", "entry"),
    [
        ("pairs", "label: Pets, value: —"),  # needed, and it says something
        ("memberships", "organization: —"),
        ("experience", "role: Weaver — fitter"),
    ],
)
def test_a_needed_value_and_a_dash_in_a_text_stay(section: str, entry: str) -> None:
    text = CV.format(section=section, entry=entry)
    assert not loaded_of(text).source.warnings
    assert "—" in text_of_document(document_of(text))


def test_a_dash_for_a_fact_stays() -> None:
    text = "name: Ada\nfacts: {Pets: —}\n"
    assert not loaded_of(text).source.warnings
