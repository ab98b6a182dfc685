"""A label is hidden if everything below it is, in every section type."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import cvgen
from cvgen.explain.explain import decisions
from cvgen.lowering.lower import lower
from cvgen.selection import select
from tests.helpers_cv import cv_of, rules_of, selected
from tests.helpers_sweeps import few

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
    reasons: Any = {one.rule for one in decisions(cv, rules, selection) if not one.shown}
    assert any(rule.startswith("visibility") for rule in reasons)


# Each form takes the items below the label, one in a line where they are entries.
OF_ITEMS: dict[str, tuple[str, str, str]] = {
    "skills": ("skills", "{{Labelled: [{}]}}", "{}"),
    "skills as keys": ("skills", "[{{group: Labelled, items: [{}]}}]", "{}"),
    "interests": ("interests", "{{Labelled: [{}]}}", "{}"),
    "pairs": ("own", "{{type: pairs, entries: {{Labelled: [{}]}}}}", "{}"),
    "bullets": ("own", "{{type: bullets, entries: [{{text: 'Labelled:', items: [{}]}}]}}", "{}"),
    "highlights": ("projects", "[{{name: P, highlights: [{{Labelled: [{}]}}]}}]", "{}"),
    "a section": ("own", "{{title: Labelled, type: bullets, entries: [{}]}}", "{}"),
    "roles": ("experience", "[{{organization: Labelled, roles: [{}]}}]", "{{role: {}}}"),
    "kinds of service": ("service", "[{}]", "{{kind: Labelled, venue: {}}}"),
    "levels": ("supervision", "[{}]", "{{level: Labelled, person: {}}}"),
    "kinds of talks": ("talks", "[{}]", "{{kind: Labelled, title: {}}}"),
}
MARKS = ["visibility: private", "visibility: personal", "not_for: public"]


@pytest.mark.parametrize("form", OF_ITEMS)
@settings(max_examples=few(5), deadline=None)
@given(marks=st.lists(st.none() | st.sampled_from(MARKS), min_size=1, max_size=3))
@example(marks=["visibility: private"])
@example(marks=["visibility: private", None])
def test_a_label_is_there_if_and_only_if_something_below_it_is(
    form: str, marks: list[str | None]
) -> None:
    key, whole, item = OF_ITEMS[form]
    texts = [f"{{text: seen{n}, {mark}}}" if mark else f"seen{n}" for n, mark in enumerate(marks)]
    yaml = whole.format(", ".join(item.format(text) for text in texts))
    cv = cv_of(f"name: Ada Lind\nsections: {{all: {{type: bullets, entries: [a]}}, {key}: {yaml}}}")
    document = lower(select(cv, rules_of(cv, "public")).cv)
    for output in ("html", "markdown"):
        made = cvgen.render(document, output).decode()
        assert [f"seen{n}" in made for n in range(len(marks))] == [mark is None for mark in marks]
        assert ("Labelled" in made) == (None in marks), output


def test_a_label_stays_with_what_is_left() -> None:
    cv = cv_of(
        f"name: Ada\nsections:\n  skills: {{Tools: [a, {HIDDEN}]}}\n  languages: {{German: C1}}\n"
    )
    text = cvgen.render(lower(select(cv, rules_of(cv, "public")).cv), "markdown").decode()
    assert "**Tools:** a" in text
    assert "**German:** C1" in text


@pytest.mark.parametrize(
    "label",
    [
        "Date of birth", "Nationality", "Marital status", "Passport no.", "Geburtsdatum",
        "Geb.-Datum", "Staatsangehörigkeit", "Familienstand", "Date de naissance", "État civil",
        "Fecha de nacimiento", "DNI", "Data di nascita", "Stato civile", "Obywatelstwo",
        "Дата рождения", "生年月日", "국적", "الجنسية",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form",
    ["facts: {{{}: {}}}", "facts: [{{label: {}, value: {}}}]", "facts: {{{}: [{}]}}",
     "sections: {{own: {{type: pairs, entries: {{{}: {}}}}}}}"],
)  # fmt: skip
def test_what_is_personal_by_its_label_is_in_no_public_cv(label: str, form: str) -> None:
    text = f"name: Ada Example\n{form.format(label, 'Qwerty')}\n"
    assert "Qwerty" in str(lower(selected(text).cv))
    assert not {"Qwerty", label} & set(str(lower(selected(text, "public").cv)).split("'"))
    marked = text.replace("Qwerty", "{text: Qwerty, visibility: public}")
    assert "Qwerty" in str(lower(selected(marked, "public").cv))


CONTACTS_AND_MORE = [
    "Handy", "Mobil privat", "Telefon", "Portable", "Tel. (2)", "N° de téléphone", "Móvil", "फ़ोन",
    "携帯電話", "Privatadresse", "Adresse personnelle", "Home address", "Wohnort", "주소", "Home",
    "Gehaltsvorstellung", "Salary expectation", "Prétentions salariales", "Gesundheit",
    "Schwerbehinderung", "Kontonummer", "Bank details", "Steuer-ID", "Numéro fiscal", "Wehrdienst",
    "Military service", "Größe", "Disability",
]  # fmt: skip


@pytest.mark.parametrize("label", CONTACTS_AND_MORE)
def test_a_phone_home_pay_or_health_among_the_facts_is_personal(label: str) -> None:
    text = f"name: Ada Example\nfacts: {{'{label}': Qwerty}}\n"
    assert "Qwerty" in str(lower(selected(text).cv))
    assert "Qwerty" not in str(lower(selected(text, "public").cv))


OTHERS = [
    "Driving licence", "Field", "Aged care", "Citizen science", "E-mail address", "Home page",
    "Home office", "Adresse électronique", "Mobility", "Mobile development", "Disability studies",
    "Public health", "Military history", "Private pilot licence", "Saxophone", "Telefonie",
    "Residency", "Office", "Location",
]  # fmt: skip


@pytest.mark.parametrize("label", OTHERS)
def test_other_labels_are_public(label: str) -> None:
    text = f"name: Ada Example\nfacts: {{{label}: Qwerty}}\n"
    assert "Qwerty" in str(lower(selected(text, "public").cv))


@pytest.mark.parametrize("label", ["Religion", "Mobile", "Health", "Disability"])
def test_labels_are_topics_elsewhere(label: str) -> None:
    text = f"name: Ada Example\nsections: {{own: {{type: pairs, entries: {{{label}: Qwerty}}}}}}\n"
    assert "Qwerty" in str(lower(selected(text, "public").cv))
