"""The checklist: each rule passes, fails or is not checked, with the opening's own line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cvgen.applications.checklist.items import Item
from cvgen.applications.checklist.rules import check, failures
from cvgen.applications.checklist.texts import as_data, checklist_markdown, form_text
from cvgen.match.occurrence import texts_in
from tests.helpers_applications import Applying, facts, items, make


@pytest.fixture
def project(tmp_path: Path) -> Applying:
    return make(tmp_path / "p")


def of(group: str, found: list[Item]) -> list[tuple[str, str, str]]:
    """The items of a group: what is demanded, the state and what was found."""
    return [(one.demand, one.state, one.found) for one in found if one.group == group]


def failed(found: list[Item]) -> list[str]:
    """The codes of the failures, with the lines of what they are about."""
    problems = [one.problem for one in failures(found)]
    return [f"{one.code} {(one.file or '').rpartition('/')[2]}:{one.span.line}"
            for one in problems if one and one.span]  # fmt: skip


def test_everything_passes_that_can_be_checked(project: Applying) -> None:
    found = items(project)
    assert failures(found) == []
    assert of("Documents", found) == [
        ("cover letter", "pass", "1-cover-letter.pdf"),
        ("academic CV", "pass", "2-curriculum-vitae.pdf"),
        ("research statement", "pass", "3-research-statement.pdf"),
        ("transcripts of records", "pass",
         "4-transcripts-of-records.pdf; its content is not checked"),
        ("contact details of two referees", "pass", "5-references.pdf"),
    ]  # fmt: skip
    assert of("Lengths", found) == [
        ("Cover letter: at most 2 pages", "pass", "1 page"),
        ("Research statement: 2–900 words", "pass", "11 words"),
    ]
    assert of("Dates", found) == [("deadline 15 December 2026", "pass", "dated 29 November 2026")]
    assert ("at most 5 MB", "pass", "1 kB") in of("Files", found)


def test_each_item_has_the_line_of_the_opening_or_application(project: Applying) -> None:
    places = {one.demand: one.place.rpartition("/")[2] for one in items(project) if one.place}
    assert places["cover letter"] == "postdoc.yaml:8"
    assert places["Research statement: 2–900 words"] == "postdoc.yaml:10"
    assert places["deadline 15 December 2026"] == "postdoc.yaml:4"
    assert places["at most 5 MB"] == "postdoc.yaml:13"
    assert places["References"] == "aalto.yaml:16"


def test_a_document_may_be_missing_if_it_is_optional(project: Applying) -> None:
    project.edit("  - file: scans/transcripts.png\n    title: Transcripts of records\n", "")
    assert failed(items(project)) == ["E731 postdoc.yaml:11"]
    project.change("openings/postdoc.yaml", "transcripts of records", "transcripts, optional: true")
    assert failed(items(project)) == []


def test_documents_that_nobody_asked_for_are_told(project: Applying) -> None:
    project.edit("send: packet", "  - publications: {entries: all}\nsend: packet")
    found = of("Documents", items(project))
    assert found[-1] == ("Publications", "not checked", "the opening does not ask for it")


@pytest.mark.parametrize("pages", [3, 4])
def test_pages(project: Applying, pages: int) -> None:
    (item,) = failures(items(project, pages=pages))
    by = pages - 2
    assert item.problem is not None
    assert item.problem.message == f"'Cover letter' has {pages} pages, {by} too many"


def test_a_limit_of_the_application_goes_before_that_of_the_opening(project: Applying) -> None:
    project.edit("    salutation", "    words: 5\n    salutation")
    assert failed(items(project)) == ["E732 aalto.yaml:10"]


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("{entries: 2}", "{entries: 1}", ["E735 postdoc.yaml:12"]),
        ("{entries: 2}", "{entries: 3}", ["E735 postdoc.yaml:12", "E735 aalto.yaml:16"]),
        ("references: {entries: 2}", "section: references", ["E735 postdoc.yaml:12",
                                                            "E735 aalto.yaml:16"]),
    ],
)  # fmt: skip
def test_referees(project: Applying, old: str, new: str, lines: list[str]) -> None:
    project.edit(old, new)
    assert failed(items(project)) == lines


@pytest.mark.parametrize(
    ("rule", "size", "codes"),
    [
        ("size: 5 MB", 5_000_000, []), ("size: 5 MB", 5_000_001, ["E736"]),
        ("file_size: 1 kB", 1001, ["E736"]), ("files: 1", 1, []),
    ],
)  # fmt: skip
def test_sizes(project: Applying, rule: str, size: int, codes: list[str]) -> None:
    project.change("openings/postdoc.yaml", "size: 5 MB", rule)
    assert [line[:4] for line in failed(items(project, size=size))] == codes


def test_the_number_of_files(project: Applying) -> None:
    project.change("openings/postdoc.yaml", "size: 5 MB", "files: 1")
    made = replace(facts(project), files={"a.pdf": 1, "b.pdf": 1})
    (item,) = failures(check(made))
    assert (item.demand, item.found) == ("at most 1 file", "2 files")


@pytest.mark.parametrize(
    ("date", "codes"),
    [("2026-12-15", []), ("2026-12-16", ["E737"]), ("2026-12", []), ("2027-01", ["E737"])],
)
def test_the_deadline(project: Applying, date: str, codes: list[str]) -> None:
    project.edit("2026-11-29", date)
    assert [line[:4] for line in failed(items(project))] == codes


def test_the_language(project: Applying) -> None:
    project.change("openings/postdoc.yaml", "number: 1-2", "language: de")
    project.write("letters/academic.md", "Ich komme gern zu Ihnen.")
    assert failed(items(project)) == ["E734 postdoc.yaml:3"] * 2  # the CV and the references
    project.edit("status: ready", "language: de")
    assert failed(items(project)) == []


def test_the_words_of_a_letter_are_in_the_language(project: Applying) -> None:
    project.change("openings/postdoc.yaml", "number: 1-2", "language: de")
    project.edit("status: ready", "language: de")
    text = "I would like to work with you and your group, because what you do is what I do. "
    project.write("letters/academic.md", text * 2)
    (item,) = failures(items(project))
    assert item.found == "written in 'en'"
    assert item.problem is not None
    assert (item.problem.code, (item.problem.file or "")[-11:]) == ("E734", "academic.md")
    project.write("letters/academic.md", "Ich möchte bei Ihnen und mit Ihrer Gruppe das tun, was "
                  "ich auch bisher getan habe: Systeme bauen, die man messen kann.")  # fmt: skip
    assert failures(items(project)) == []


def test_the_standards(project: Applying) -> None:
    made = facts(project)
    parts = [replace(one, has_standards=one.plan.path is None) for one in made.made]
    found = of("Files", check(replace(made, made=parts)))
    assert found[-1][1:] == ("not checked", "not declared because of Transcripts of records")


def test_what_is_private_and_what_the_opening_requires_is_told(project: Applying) -> None:
    found = items(project)
    assert of("Private", found)[0][:2] == ("References", "not checked")
    assert {state for _, state, _ in of("Requirements", found)} == {"not checked"}
    assert of("Requirements", found) == [
        ("A PhD in computer science", "not checked", "not in the CV: PhD, computer science"),
        ("Publications at VLDB", "not checked", "the CV shows: Publications, VLDB"),
    ]


def test_letters_and_sections_show_contacts_only_and_each_document_is_told(
    project: Applying,
) -> None:
    """A date of birth that a variant reveals stands in the CV alone."""
    project.change("cv_data/ada.yaml", "updated:", "born: 1990-02-03\nnationality: Swiss\nupdated:")
    project.change("cv_data/ada.yaml", "12 Sample Street, London N1 9GU", "12 Sample Street")
    reveal = "variants: {bern: {extends: full, reveal: [born, nationality, experience]}}"
    project.write("cvgen.yaml", f"{reveal}\n")
    project.edit("cv: full", "cv: bern")
    made = facts(project)
    shown = ["1990" in " ".join(text for _, text in texts_in(one.document))
             for one in made.made if one.document]  # fmt: skip
    assert shown == [False, True, False, False]
    assert [row[2] for row in of("Private", check(made))] == [
        "'born, experience, nationality' is shown with what is private, in 2-curriculum-vitae.pdf",
        "'references' is shown with what is private, in 5-references.pdf",
    ]


def test_the_way_to_apply_is_told_in_the_words_of_the_opening(project: Applying) -> None:
    project.change("openings/postdoc.yaml", "number: 1-2", "how_to_apply: By post.\nportal: No.")
    found = [one for one in items(project) if one.group == "Sending"]
    assert [(one.demand, one.state) for one in found] == [
        ("By post.", "not checked"), ("No.", "not checked"),
    ]  # fmt: skip
    assert [one.place.rpartition(":")[2] for one in found] == ["3", "4"]


@pytest.mark.parametrize(
    ("rule", "states"),
    [
        ("name: aalto", ["pass"]), ("name: a*o.pdf", ["pass"]), ("name: Aalto", ["fail"]),
        ("password: no", ["pass"]),
    ],
)  # fmt: skip
def test_the_names_and_passwords_of_files(project: Applying, rule: str, states: list[str]) -> None:
    project.change("openings/postdoc.yaml", "size: 5 MB", rule)
    found = [one for one in items(project) if one.place.endswith("postdoc.yaml:13")]
    assert [one.state for one in found] == states
    codes = [one.problem.code for one in found if one.problem]
    assert codes == ["E745"] * states.count("fail")


@pytest.mark.parametrize(
    ("name", "entries", "hint"),
    [
        ("three", "{entries: 2}", "write `references: {entries: 3}`"),
        ("two", "{entries: 3}", "write `references: {entries: 2}`"),
        ("four", "{entries: 3}", "add some to the CV"),
        ("four", "{entries: all}", "add some to the CV"),
    ],
)
def test_the_hint_says_what_gives_the_right_number_of_referees(
    project: Applying, name: str, entries: str, hint: str
) -> None:
    project.change("openings/postdoc.yaml", "two referees", f"{name} referees")
    project.edit("{entries: 2}", entries)
    assert failures(items(project))[0].problem.hint == hint  # type: ignore[union-attr]


def test_the_checklist_as_text_and_data(project: Applying) -> None:
    project.change("openings/postdoc.yaml", "cover letter, pages", "'cover letter *1*', pages")
    project.edit("{entries: 2}", "{entries: 1}")
    found = items(project)
    text = checklist_markdown("A_b, C", found)
    assert text.startswith("# A\\_b, C\n\n## Documents\n\n")
    assert "**failed**: contact details of two referees – 1 referee" in text
    assert "- [x] cover letter \\*1\\* – 1-cover-letter.pdf (" in text
    assert [one["state"] for one in as_data(found)] == [one.state for one in found]


def test_the_texts_of_a_form_are_counted(project: Applying) -> None:
    project.edit(
        "send: packet",
        "fields: [{label: Why?, text: Because., characters: 20}, {label: Who?, text: I am.}]",
    )
    fields = project.load().application.fields
    assert form_text([(one, one.text) for one in fields]).split("\n\n\n") == [
        "Why?\n[8 of 20 characters, 1 word]\n\nBecause.",
        "Who?\n[5 characters, 2 words]\n\nI am.\n",
    ]
