"""What changed between two documents, and ``cvgen diff`` for two variants."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.diff.changes import changes, merge_texts
from cvgen.diff.outline import OutlineItem, outline
from cvgen.lowering.lower import lower
from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA, document_of
from tests.helpers_project import make_project
from tests.test_properties import CASES, Case, quick

OLD = """\
name: Ada Example
headline: Systems engineer
phone: "+44 7911 123456"
sections:
  experience:
    - role: Engineer
      organization: Analytical Engines Ltd
      date: 2019
      highlights:
        - Cut the mill's cycle time by 40 %.
        - Wrote the manual of the engine.
        - Kept the machine dry.
    - {role: Clerk, organization: Post Office, date: 2015}
  awards: [{title: Prize of the Guild, date: 2018}, {title: Medal of the Town, date: 2017}]
  talks: [{title: On Engines, event: Royal Meeting, date: 2020}]
"""


def described(before: str, after: str) -> list[tuple[str, str, str]]:
    """What changed from one CV to another: what, kind, and the text or its words."""
    found = changes(outline(document_of(before)), outline(document_of(after)))
    marks = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return [
        (
            change.what,
            change.node.kind,
            "".join(marks[op].format(text) for op, text in change.words) or change.node.text,
        )
        for change in found
    ]


def test_the_same_has_no_changes() -> None:
    assert described(OLD, OLD) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("by 40 %", "by 50 %",
         [("reworded", "bullet", "Cut the mill’s cycle time by [-40-]{+50+} %.")]),
        ("        - Wrote the manual of the engine.\n", "",
         [("removed", "bullet", "Wrote the manual of the engine.")]),
        ("        - Kept", "        - Painted the hall.\n        - Kept",
         [("added", "bullet", "Painted the hall.")]),
        ("date: 2015", "date: 2016",
         [("reworded", "entry", "Clerk, Post Office, [-2015-]{+2016+}")]),
        ("Systems engineer", "Poet", [("reworded", "headline", "[-Systems engineer-]{+Poet+}")]),
        ("123456", "654321", [("reworded", "phone", "+44 7911 [-123456-]{+654321+}")]),
        ("  talks: [{title: On Engines, event: Royal Meeting, date: 2020}]\n", "",
         [("removed", "section", "Talks")]),
        ("awards: [{title: Prize of the Guild, date: 2018}, ", "awards: [",
         [("removed", "entry", "Prize of the Guild, 2018")]),
    ],
)  # fmt: skip
def test_one_change_is_one_line(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert old in OLD
    assert described(OLD, OLD.replace(old, new)) == expected


def test_a_removed_item_is_listed_at_its_old_place() -> None:
    new = OLD.replace("        - Wrote the manual of the engine.\n", "").replace("dry", "warm")
    assert [what for what, _, _ in described(OLD, new)] == ["removed", "reworded"]


def test_what_moves_is_not_gone() -> None:
    first, second, third = (line for line in OLD.splitlines(True) if line.startswith("        - "))
    moved = OLD.replace(first + second + third, third + first + second)
    assert described(OLD, moved) == [("moved", "bullet", "Kept the machine dry.")]
    last = OLD.splitlines(True)[-1]
    up = OLD.replace(last, "").replace("  experience:", f"{last}  experience:")
    assert described(OLD, up) == [("moved", "section", "Talks")]


def test_what_moves_to_another_section_says_where_from() -> None:
    prize = "{title: Prize of the Guild, date: 2018}"
    new = OLD.replace(f"{prize}, ", "").replace("talks: [", f"talks: [{prize}, ")
    found = changes(outline(document_of(OLD)), outline(document_of(new)))
    assert [(change.what, change.above, change.origin) for change in found] == [
        ("moved", ("Talks",), ("Awards",))
    ]


def test_an_entry_that_changed_much_is_still_known_by_what_is_in_it() -> None:
    new = OLD.replace("role: Engineer", "role: Head of Works").replace(
        "date: 2019", "date: 2019..2020"
    )
    ((what, kind, text),) = described(OLD, new)
    assert (what, kind) == ("reworded", "entry")
    assert "Head of Works" in text


def test_texts_with_little_in_common_are_shown_whole() -> None:
    assert merge_texts("one two three four", "five six three seven") == (
        ("-", "one two three four"), ("+", "five six three seven"),
    )  # fmt: skip


TEXTS = st.lists(st.sampled_from(["a", "b", "cc", "-", " "]), max_size=8).map("".join)


@quick
@given(TEXTS, TEXTS)
def test_the_words_of_a_change_give_both_texts(before: str, after: str) -> None:
    words = merge_texts(before, after)
    assert "".join(text for op, text in words if op != "+") == before
    assert "".join(text for op, text in words if op != "-") == after


def leaves(nodes: tuple[OutlineItem, ...]) -> list[tuple[str, str]]:
    return sorted((item.kind, item.text) for node in nodes for item in node.walk())


@quick
@given(CASES, st.sampled_from(["full", "academic", "industry", "public"]))
def test_the_changes_lead_from_one_document_to_the_other(case: Case, name: str) -> None:
    before, after = (outline(lower(case.seen(variant).cv)) for variant in ("v", name))
    found = changes(before, after)
    assert changes(before, before) == []
    items = leaves(before)
    for change in found:
        inner = [(item.kind, item.text) for item in change.node.walk()]
        if change.what == "removed":
            items = _without(items, inner)
        elif change.words:
            old = "".join(text for op, text in change.words if op != "+")
            items = [*_without(items, [(change.node.kind, old)]), inner[0]]
        elif change.what == "added":
            items = [*items, *inner]
    assert sorted(items) == leaves(after)


def _without(items: list[tuple[str, str]], gone: list[tuple[str, str]]) -> list[tuple[str, str]]:
    left = list(items)
    for item in gone:
        left.remove(item)
    return left


CV = f"""{ADA}        - {{text: Taught ten pupils, for: academic}}
  talks: [{{title: On Engines, not_for: industry}}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_project(tmp_path, None, ada=CV))
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_two_variants_in_the_terminal() -> None:
    made = run("diff", "academic", "industry")
    assert (made.code, made.err) == (0, "")
    assert made.out == (
        "ada: academic → industry\n"
        "Experience\n"
        "  Engineer, Analytical Engines Ltd, Jun 2019 – present\n"
        "    - Taught ten pupils  (cv_data/ada.yaml:12)\n"
        "- Talks  (cv_data/ada.yaml:13)\n"
        "-   On Engines\n"
        "2 removed\n"
    )


@pytest.mark.usefixtures("folder")
def test_the_same_says_so_and_the_exit_code_is_asked_for() -> None:
    made = run("diff", "full", "record", "ada", "--exit-code")
    assert (made.code, made.out) == (0, "ada: full → record\nno difference\n")
    assert run("diff", "academic", "industry", "--exit-code").code == 1


@pytest.mark.usefixtures("folder")
def test_json_has_every_change() -> None:
    (one,) = json.loads(run("diff", "industry", "academic", "-f", "json").out)
    assert (one["cv"], one["before"], one["after"]) == ("ada", "industry", "academic")
    assert one["changes"][1] == {
        "what": "added", "kind": "section", "text": "Talks", "in": [], "from": [], "words": [],
        "items": ["On Engines"], "place": "cv_data/ada.yaml:13",
    }  # fmt: skip


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "code", "problems"),
    [
        (["academic", "nope"], 3, ["E301"]), (["academic", "industry", "adda"], 3, ["E301"]),
        (["academic"], 2, []), ([], 2, []), (["full", "public", "-o", "x.html"], 2, []),
    ],
)  # fmt: skip
def test_what_cannot_be_compared_is_reported(
    words: list[str], code: int, problems: list[str]
) -> None:
    made = run("diff", *words)
    assert (made.code, codes(made.err)) == (code, problems)
    assert made.out == ""


def test_a_cv_without_the_variant_is_passed_over_unless_it_is_named(folder: Path) -> None:
    make_project(folder, None, kim=f"{CV}variants: {{mine: {{extends: full}}}}\n")
    made = run("diff", "full", "mine")
    assert (made.code, codes(made.err), made.out.count("→")) == (1, ["E301"], 1)
    assert run("diff", "full", "mine", "ada").code == 3
