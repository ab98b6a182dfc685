"""Texts in the file of an application: filled as letters are, with problems at their words."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.applications.documents import plan
from cvgen.applications.texts.counts import texts_of
from cvgen.document import Paragraph
from cvgen.markup.inline import plain_text
from tests.helpers_applications import Applying, make

WHY = "  why: Your work on *dataflow* is what I want to continue.\n"


@pytest.fixture
def project(tmp_path: Path) -> Applying:
    return make(tmp_path / "p")


def places(project: Applying) -> list[str]:
    """The codes of the problems with their lines and columns, and the words that they mark."""
    found = []
    for one in project.problems():
        assert one.span is not None
        assert one.excerpt is not None
        assert one.file is not None
        marked = one.excerpt[one.span.column - 1 : one.span.end_column - 1]
        found.append(f"{one.code} {one.file.rpartition('/')[2]}:{one.span.line} {marked}")
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("  why: I like {{ opening.positon }}.", "E722 aalto.yaml:6 opening.positon"),
        ("  why: 'I like ''this'' {{ opening.positon }}.'", "E722 aalto.yaml:6 opening.positon"),
        ('  why: "A \\u2013 {{ opening.positon }}"', "E722 aalto.yaml:6 opening.positon"),
        ("  why: >-\n    I like it.\n    And {{ opening.positon }} too.",
         "E722 aalto.yaml:8 opening.positon"),
        ("  why: |\n    I like it.\n\n    And {{ opening.positon }} too.",
         "E722 aalto.yaml:9 opening.positon"),
        ("  why: I like\n    {{ opening.position }}\n    and {{ opening.positon }}.",
         "E722 aalto.yaml:8 opening.positon"),
        ("  why: This is ~~wrong~~.", "E725 aalto.yaml:6 ~~"),
        ("  why: |\n    One.\n\n    ![me](me.png)", "E725 aalto.yaml:9 ![me](me.png)"),
        ("  why: '{{ text.why }}'", "E722 aalto.yaml:6 text.why"),
    ],
)  # fmt: skip
def test_problems_stand_at_their_words(project: Applying, text: str, wanted: str) -> None:
    project.edit(WHY, f"{text}\n")
    assert places(project)[0] == wanted


@pytest.mark.parametrize("key", ["subject", "salutation", "closing"])
def test_problems_of_lines_stand_at_their_words(project: Applying, key: str) -> None:
    old = '"{{ opening.position }}"' if key == "subject" else "Dear Professor Miller"
    line = f"{key}: 'For {{{{ opening.position }}}} {{{{ recipient.nam }}}}'"
    place = "subject" if key == "subject" else "salutation"
    project.edit(f"    {place}: {old}", f"    {line}")
    (found,) = places(project)
    assert found.endswith(" recipient.nam")


def test_a_text_may_have_placeholders_but_for_other_texts(project: Applying) -> None:
    project.edit(WHY, "  why: '**{{ opening.unit | upper }}** & {{ opening.organization }}'\n")
    project.change("openings/postdoc.yaml", "number: 1-2", "unit: Lab *7*")
    document = project.documents()[0].document
    assert document is not None
    blocks = [one for one in document.sections[0].blocks if isinstance(one, Paragraph)]
    assert "LAB *7* & Example University" in next(iter(texts_of(blocks)))
    assert any(run.strong and run.text == "LAB *7*" for run in blocks[0].text)


def test_salutation_and_closing_are_filled(project: Applying) -> None:
    project.edit("Dear Professor Miller", "Dear {{ recipient.name }}")
    project.edit("    salutation", "    closing: All the best from {{ me.name }}\n    salutation")
    document = project.documents()[0].document
    assert document is not None
    lines = {getattr(one, "role", ""): one for one in document.sections[0].blocks}
    shown = {role: plain_text(one.lines[0]) for role, one in lines.items() if role}  # type: ignore[union-attr]
    assert shown["salutation"] == "Dear Prof.\N{NO-BREAK SPACE}Jane Miller,"
    assert shown["closing"] == "All the best from Ada Example"


def test_the_texts_of_a_form_are_filled_and_their_problems_placed(project: Applying) -> None:
    project.write("why.md", "I know {{ opening.organization }}.\n\nReally.\n")
    project.edit("send: packet", "fields:\n  - {label: Why?, text: why.md}\n"
                 "  - {label: Who?, text: '{{ me.name }} & co.'}\nsend: packet")  # fmt: skip
    assert plan(project.load()).fields == (
        "I know Example University.\n\nReally.", "Ada Example & co.",
    )  # fmt: skip
    project.write("why.md", "I know {{ opening.organisation }}.\n")
    project.edit("{{ me.name }}", "{{ me.nam }}")
    found = sorted(places(project))
    assert found == ["E722 aalto.yaml:19 me.nam", "E722 why.md:1 opening.organisation"]


def test_titles_and_names_are_filled(project: Applying) -> None:
    project.edit("title: Research statement", "title: 'For {{ opening.organization }}'")
    project.edit(
        "    title: Transcripts", "    name: '{{ opening.number }}'\n    title: Transcripts"
    )
    documents = project.documents()
    assert (documents[2].title, documents[3].stem) == ("For Example University", "4-1-2")
    made = documents[2].document
    assert made is not None
    assert made.title == "Ada Example – For Example University"
    project.edit("For {{ opening.organization }}", "For {{ opening.oganization }}")
    assert places(project) == ["E722 aalto.yaml:13 opening.oganization"]
