"""Entries grouped by year or by type, in every section that supports it."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from cvgen.document import Block, Group
from cvgen.locales import load_locale
from cvgen.lowering.lower import section_blocks
from cvgen.markup.inline import plain_text
from cvgen.model.entry import Entry, Section
from cvgen.sections import SECTION_TYPES, Context
from cvgen.sections.base import PublicationStyle
from tests.helpers_cli import codes, run
from tests.helpers_cv import document_of, shape
from tests.helpers_project import make_project


def blocks(kind: str, entries: str, group: str) -> tuple[Block, ...]:
    """The blocks of a section of that type, grouped so by a variant."""
    text = f"name: A\nsections:\n  {kind}:\n{entries}"
    text += f"variants: {{v: {{audience: all, sections: [{kind}: {{group: {group}}}]}}}}\n"
    return document_of(text, "v").sections[0].blocks


def heads(made: tuple[Block, ...]) -> list[tuple[str, int]]:
    """The headings with the number of blocks under each."""
    return [(plain_text(b.title), len(b.blocks)) for b in made if isinstance(b, Group)]


AWARDS = """\
    - {title: a, year: 2021}
    - {title: b, date: 2023-04}
    - {title: c, year: 2021..2023}
    - {title: d}
    - {title: e, start: 2021, end: present}
"""


def test_years_are_newest_first_and_what_has_none_is_last() -> None:
    made = blocks("awards", AWARDS, "year")
    assert heads(made) == [("2023", 2), ("2021", 2), ("Undated", 1)]
    assert len(made) == 3


def test_a_year_in_the_heading_is_not_repeated_but_a_precise_date_is() -> None:
    newest, before, _ = (shape(block) for block in blocks("awards", AWARDS, "year"))
    assert [entry.get("when") for entry in newest["blocks"]] == ["Apr 2023", "2021–2023"]
    assert [entry.get("when") for entry in before["blocks"]] == [None, "2021 – present"]


def test_talks_are_under_their_kind_in_the_order_of_the_file() -> None:
    entries = """\
    - {title: a, kind: Invited}
    - {title: b}
    - {title: c, kind: Keynote}
    - {title: d, kind: Invited, note: filmed}
"""
    made = blocks("talks", entries, "type")
    assert heads(made) == [("Invited", 2), ("Keynote", 1), ("Other", 1)]
    assert "details" not in shape(made[0])["blocks"][0]
    assert shape(made[0])["blocks"][1]["details"] == ["filmed"]
    assert len(made) == 3
    assert heads(blocks("talks", entries, "none")) == []


@pytest.mark.parametrize("order", list(permutations(("kind: Invited", "note: n", "place: P"))))
def test_talks_without_a_kind_come_last_below_a_heading(
    order: tuple[str, ...],
) -> None:
    entries = "".join(f"    - {{title: t{n}, {rest}}}\n" for n, rest in enumerate(order))
    assert heads(blocks("talks", entries, "type")) == [("Invited", 1), ("Other", 2)]
    german = f"name: A\nlanguage: de\nsections:\n  talks:\n{entries}"
    german += "variants: {v: {sections: [talks: {group: type}]}}\n"
    assert heads(document_of(german, "v").sections[0].blocks)[-1] == ("Weitere", 2)


def test_talks_without_kinds_have_no_headings() -> None:
    made = blocks("talks", "    - {title: a}\n    - {title: b}\n", "type")
    assert (heads(made), len(made)) == ([], 2)


PEOPLE = """\
    - {person: a, level: PhD, year: 2021}
    - {person: b, level: MSc, year: 2022}
    - {person: c, level: PhD, year: 2022}
"""


def test_people_are_by_level_in_one_group_each_by_year_or_in_one_list() -> None:
    assert heads(blocks("supervision", PEOPLE, "type")) == [("PhD", 2), ("MSc", 1)]
    made = blocks("supervision", PEOPLE, "year")
    assert heads(made) == [("2022", 2), ("2021", 1)]
    assert [entry["details"] for entry in shape(made[0])["blocks"]] == [["MSc"], ["PhD"]]
    flat = blocks("supervision", PEOPLE, "none")
    assert [shape(entry)["details"] for entry in flat] == [["PhD"], ["MSc"], ["PhD"]]


def test_service_is_by_its_latest_year_or_has_a_row_for_each_kind() -> None:
    entries = """\
    - {kind: PC, venue: x, years: [2021, 2023]}
    - {kind: Reviewer, venue: y, years: [2021]}
    - {kind: PC, venue: z, years: [2021]}
"""
    assert heads(blocks("service", entries, "year")) == [("2023", 1), ("2021", 1)]
    (table,) = blocks("service", entries, "type")
    assert [row[0] for row in shape(table)["rows"]] == ["PC", "Reviewer"]


@pytest.mark.parametrize("order", list(permutations(("PhD", "MSc", "phd", ""))))
def test_levels_and_kinds_are_grouped_wherever_their_entries_are(order: tuple[str, ...]) -> None:
    people = "".join(
        f"    - {{person: p{n}, role: r, level: '{level}'}}\n" for n, level in enumerate(order)
    )
    people = people.replace(", level: ''", "")
    made = document_of(f"name: A\nsections:\n  supervision:\n{people}").sections[0].blocks
    assert sorted((head.casefold(), count) for head, count in heads(made)) == [
        ("msc", 1),
        ("phd", 2),
    ]
    assert not isinstance(made[0], Group)  # what has no level stands below no heading
    service = people.replace("person", "venue").replace("level", "kind")
    (table,) = document_of(f"name: A\nsections:\n  service:\n{service}").sections[0].blocks
    assert len(shape(table)["rows"]) == 3


DATED = [name for name in SECTION_TYPES.names() if SECTION_TYPES[name].dated]


@pytest.mark.parametrize("name", DATED)
def test_every_type_with_dates_goes_by_year_and_loses_nothing(name: str) -> None:
    part = SECTION_TYPES[name]
    entries = [
        value_entry(part.entry, {"year": f"{year}-05", "note": f"note{year}"})
        for year in (2021, 2019, 2021)
    ]
    section = Section.model_construct(
        key=name, type=name, title=None, note=None, group="year", entries=tuple(entries)
    )
    style = PublicationStyle(group="year")  # which lowering sets for publications
    made = tuple(section_blocks(section, part, Context(load_locale("en"), publications=style)))
    assert heads(made) in ([("2021", 2), ("2019", 1)], [("2021", 1), ("2019", 1)])
    assert str(made).count("note2021") == 2


def value_entry(model: type[Entry], given: dict[str, str]) -> Entry:
    """An entry with one word in each field that it needs."""
    needed = {n: f"some {n}" for n, field in model.model_fields.items() if field.is_required()}
    return model.model_validate({**needed, **given})


@pytest.mark.parametrize(
    ("rule", "marked", "hint"),
    [
        ("skills: {group: year}", "year", "that is for awards, certifications, "),
        ("awards: {entries: 3, group: type}", "type", "that is for publications, service, "),
        ("languages: {group: type}", "type", "supervision, talks"),
        ("mine: {group: year}", "year", "that is for awards"),
    ],
)
def test_an_impossible_group_is_reported_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str, marked: str, hint: str
) -> None:
    cv = "name: Ada\nsections: {awards: [a], mine: {type: bullets, entries: [b]}}\n"
    variant = f"variants: {{v: {{extends: full, sections: [{rule}]}}}}\n"
    monkeypatch.chdir(make_project(tmp_path, ada=cv + variant))
    ran = run("check")
    assert (ran.code, codes(ran.err)) == (1, ["E308"])
    column = variant.index(f"{marked}}}") + 1
    assert f"ada.yaml:3:{column}" in ran.err
    assert hint in ran.err
    make_project(tmp_path, variant, ada=cv)
    assert "E308" in run("check").err and "cvgen.yaml:1:" in run("check").err


@pytest.mark.parametrize(
    "rule", ["awards: {group: year}", "talks: {group: type}", "skills: {group: none}",
             "...: {group: year}", "other: {group: year}"]
)  # fmt: skip
def test_what_can_be_grouped_is_no_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: str
) -> None:
    cv = "name: Ada\nsections: {skills: [a], other: {type: talks, entries: [b]}}\n"
    variant = f"variants: {{v: {{extends: full, sections: [{rule}]}}}}\n"
    monkeypatch.chdir(make_project(tmp_path, ada=cv + variant))
    assert run("check").code == 0


CHEMIST = [*["journal"] * 6, *["conference"] * 2]


@pytest.mark.parametrize(
    ("types", "first"),
    [
        (CHEMIST, ["journal", "conference"]),
        ([*["journal"] * 3, *["conference"] * 3, *["workshop"] * 3], ["conference", "workshop"]),
        ([*["book"], *["chapter"] * 5, *["journal"] * 4], ["book", "chapter", "journal"]),
        ([*["journal"] * 4, *["conference"] * 4], ["conference", "journal"]),
    ],
)
def test_the_outlet_that_a_field_uses_most_leads(types: list[str], first: list[str]) -> None:
    locale = load_locale("en")
    entries = "".join(f"    - {{title: t, type: {kind}}}\n" for kind in types)
    names = [
        title.rsplit(" (", 1)[0] for title, _ in heads(blocks("publications", entries, "type"))
    ]
    assert names[: len(first)] == [locale.publication_group(kind) for kind in first]


def order_of(kind: str, field: str, values: list[str], order: str) -> list[str]:
    """The headings of a section that a variant groups in that order."""
    entries = "".join(f"    - {{title: t, {field}: {value}}}\n" for value in values)
    text = f"name: A\nsections:\n  {kind}:\n{entries}variants: {{v: {{audience: all, sections: "
    text += f"[{kind}: {{group: type, group_order: {order}}}]}}}}\n"
    made = document_of(text, "v").sections[0].blocks
    return [title.rsplit(" (", 1)[0] for title, _ in heads(made)]


def test_a_variant_sets_the_order_of_groups() -> None:
    made = order_of("publications", "type", CHEMIST, "[conference]")
    assert made == ["Conference papers", "Journal articles"]
    kinds = ["Seminar", "Keynote", "Invited"]
    assert order_of("talks", "kind", kinds, "[keynote, invited]") == [
        "Keynote",
        "Invited",
        "Seminar",
    ]


def test_an_unknown_type_in_an_order_is_an_error_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = "publications: [{title: t, type: book}], talks: [{title: t, kind: Key}]"
    cv = f"name: Ada\nsections: {{{entries}}}\n"
    variant = "variants: {v: {audience: all, sections: [%s: {group_order: [%s]}, ...]}}\n"
    for section, good, bad in (("publications", "journal", "jurnal"), ("talks", "key", "kye")):
        monkeypatch.chdir(make_project(tmp_path / section, ada=cv + variant % (section, good)))
        assert run("check").code == 0
        make_project(tmp_path / section, ada=cv + variant % (section, bad))
        ran = run("check")
        assert (ran.code, codes(ran.err)) == (1, ["E301"])
        assert f"ada.yaml:3:{(variant % (section, bad)).index(bad) + 1}" in ran.err
        assert "did you mean" in ran.err


@pytest.mark.parametrize("first", ["journal", "journals", "[Journal]", "journal, thesis"])
@pytest.mark.parametrize("where", ["cv", "project", "command"])
def test_one_word_says_which_publications_come_first(
    first: str, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = ", ".join(f"{{title: t, type: {kind}}}" for kind in ["conference"] * 8 + ["journal"])
    value = first if first.startswith("[") else f"'{first}'"
    options = f"options: {{publication_order: {value}}}\n"
    cv = f"name: Ada\nsections: {{publications: [{papers}]}}\n"
    monkeypatch.chdir(make_project(tmp_path, ada=cv + options * (where == "cv")))
    if where == "project":
        Path("cvgen.yaml").write_text(options, "utf-8")
    given = ["--set", f"publication_order={first}"] if where == "command" else []
    assert run("render", "-f", "markdown", *given).code == 0
    page = (tmp_path / "output/ada/ada-full.md").read_text("utf-8")
    assert page.index("Journal articles") < page.index("Conference papers")


def test_an_option_sets_the_order_for_all_variants(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = ", ".join(f"{{title: t, type: {kind}}}" for kind in CHEMIST)
    cv = "name: Ada\noptions: {publication_order: [conference]}\n"
    cv += f"sections: {{publications: [{papers}]}}\n"
    monkeypatch.chdir(make_project(tmp_path, ada=cv))
    assert run("render", "-f", "markdown").code == 0
    page = (tmp_path / "output/ada/ada-full.md").read_text("utf-8")
    assert page.index("Conference papers") < page.index("Journal articles")
    wrong = run("render", "-f", "markdown", "--set", "publication_order=jurnal")
    assert (wrong.code, "did you mean 'journal'" in wrong.err) == (2, True)
