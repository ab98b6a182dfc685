"""The type of a section of your own follows from its name, or else from its keys."""

from __future__ import annotations

import pytest

from cvgen.building.sections import section_named
from cvgen.locales.tags import locale_names, section_titles
from cvgen.sections import SECTION_TYPES
from tests.helpers import problems_of

JOB = "{role: Engineer, company: Engines, start: 2020}"


def hint_of(name: str, entry: str = JOB) -> str:
    (problem,) = problems_of(f"name: A\nsections:\n  {name}:\n    - {entry}\n")
    assert problem.code == "E213"
    return problem.hint or ""


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Berufserfahrung", "experience"), ("Werdegang", "experience"), ("Praktika", "experience"),
        ("Lehre", "teaching"), ("Vorträge", "talks"), ("Drittmittel", "funding"),
        ("Ehrenamt", "volunteering"), ("Research", "experience"), ("Leadership", "experience"),
        ("Outreach", "volunteering"), ("Peer review", "service"), ("工作经历", "experience"),
        ("Conference presentations", "talks"), ("Honours & awards won", "awards"),
        ("Formation académique", "education"),
    ],
)  # fmt: skip
def test_the_name_of_a_section_suggests_its_type(name: str, kind: str) -> None:
    assert (
        hint_of(name) == f"below `{name}:`, write `type: {kind}` and put the list below `entries:`"
    )


@pytest.mark.parametrize("tag", locale_names())
def test_the_titles_of_every_language_are_known(tag: str) -> None:
    known = {
        name: title for name, title in section_titles(tag).items() if name in SECTION_TYPES.names()
    }
    assert {name: section_named(title) for name, title in known.items()} == {
        name: name for name in known
    }


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        (JOB, "experience"),
        ("{degree: MSc, school: ETH, end: 2020}", "education"),
        ("{title: On Looms, authors: [A], year: 2020}", "publications"),
        ("{title: On Looms, event: Loomfest, date: 2020}", "talks"),
        ("{title: Looms, agency: DFG, amount: 3}", "funding"),
        ("{position: Engineer, company: Engines, start_date: 2020}", "experience"),
    ],
)
def test_an_unknown_name_leaves_it_to_the_keys(entry: str, kind: str) -> None:
    assert f"write `type: {kind}`" in hint_of("Zweites", entry)


def test_a_name_with_several_meanings_takes_the_one_that_fits() -> None:
    assert "`type: projects`" in hint_of("Research", "{name: Looms, technologies: [Go], x: 1}")


def test_where_nothing_fits_the_types_are_listed() -> None:
    hint = hint_of("Zweites", "{zork: 1, blah: 2, mumble: 3}")
    assert "available: awards, bullets, certifications, " in hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Berufserfahrung: []\n", "write it as `experience:` below the key `sections`, indented"),
        ("sections: {x: {type: Vorträge, entries: [{title: a}]}}\n", "did you mean 'talks'?"),
    ],
)
def test_names_lead_to_sections_elsewhere_too(text: str, hint: str) -> None:
    assert [problem.hint for problem in problems_of(f"name: A\n{text}")] == [hint]
