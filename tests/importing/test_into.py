"""`cvgen import --into`: what is new is added at its place, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cvgen.errors import InputError
from cvgen.importing.input_file import InputFile
from cvgen.importing.into.run import Into, import_into
from cvgen.importing.placing import Account
from cvgen.importing.run import import_files
from tests.helpers_cli import codes, run
from tests.helpers_project import make_project, write
from tests.importing.test_jsonresume import ADA
from tests.importing.test_linkedin import archive
from tests.samples_into import BRINGS, CV, REPORT, RESULT


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, a project with a CV."""
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path)
    write(tmp_path / "cv_data" / "ada.yaml", CV)
    write(tmp_path / "resume.json", json.dumps(BRINGS))
    return tmp_path


def into(text: str, data: Any, name: str = "resume.json") -> Into:
    """What ``data`` adds to the CV ``text``."""
    path = write(Path("cv_data") / "ada.yaml", text)
    given = data if isinstance(data, str) else json.dumps(data)
    return import_into(path, [InputFile(name, given.encode())])


def work(*entries: tuple[str, str, str]) -> Any:
    """A file of JSON Resume with positions: role, organization and start."""
    rows = [{"position": a, "name": b, "startDate": c} for a, b, c in entries]
    return {"basics": {"name": "Ada"}, "work": rows}


def test_what_is_new_stands_at_its_place(folder: Path) -> None:
    made = run("import", "resume.json", "--into", "cv_data/ada.yaml")
    assert (made.code, made.err) == (0, "")
    assert (folder / "cv_data" / "ada.yaml").read_text("utf-8") == RESULT
    head, *rest = made.out.splitlines(keepends=True)
    assert head + "".join(line for line in rest if line[2] in "+=") == REPORT
    left = [line.partition(" (")[2] for line in rest if line[2] not in "+="]
    assert left == ["the entry in line 21 lacks it)\n"] * 2 + ["the entry in line 38 lacks it)\n"]


def test_a_second_time_adds_nothing(folder: Path) -> None:
    run("import", "resume.json", "--into", "cv_data/ada.yaml")
    made = run("import", "resume.json", "--into", "cv_data/ada.yaml")
    assert made.out.startswith("cv_data/ada.yaml  0 added, 6 there already")
    assert (folder / "cv_data" / "ada.yaml").read_text("utf-8") == RESULT


def test_a_dry_run_shows_the_changes_and_writes_nothing(folder: Path) -> None:
    made = run("import", "resume.json", "--into", "cv_data/ada.yaml", "--dry-run")
    assert (folder / "cv_data" / "ada.yaml").read_text("utf-8") == CV
    assert made.out.startswith("--- cv_data/ada.yaml\n+++ cv_data/ada.yaml\n@@ ")
    assert "\n+    Web: [CSS]\n" in made.out
    data = json.loads(
        run("import", "resume.json", "--into", "cv_data/ada.yaml", "--dry-run", "--format", "json")
        .out
    )  # fmt: skip
    assert (data["output"], len(data["added"]), len(data["known"])) == (None, 9, 2)
    assert "+    Web: [CSS]" in data["diff"]


@pytest.mark.parametrize("end", ["\r\n", "\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_the_mark_of_utf_8_stay(folder: Path, end: str, mark: bytes) -> None:
    path = folder / "cv_data" / "ada.yaml"
    path.write_bytes(mark + CV.replace("\n", end).encode())
    assert run("import", "resume.json", "--into", str(path)).code == 0
    assert path.read_bytes() == mark + RESULT.replace("\n", end).encode()


def test_a_cv_has_everything_of_the_file_it_was_made_from() -> None:
    file = InputFile("resume.json", json.dumps(ADA).encode())
    made = import_files([file])
    again = into(made.text, ADA)
    assert (again.added, again.after) == ((), made.text)
    fresh = into("name: Jane Sample\n", ADA)
    assert fresh.account.placed + len(fresh.account.unplaced) == total(made.account)
    assert into(fresh.after, ADA).added == ()


def total(found: Account) -> int:
    """The number of values that are counted."""
    return found.placed + len(found.unplaced)


def entry(role: str, organization: str, start: str) -> str:
    """An entry of a CV in one line."""
    return f"    - {{role: {role}, organization: {organization}, start: {start}}}\n"


@pytest.mark.parametrize(
    ("role", "organization", "start", "known"),
    [
        ("Engineer", "Mill Ltd", "2018-04", True),
        ("ENGINEER", "Mill, Ltd.", "2018", True),
        ("Engineer", "Mill Ltd", "", True),
        ("Engineer", "Mill Ltd", "2020", False),
        ("Chief Engineer", "Mill Ltd", "2018", False),
        ("Engineer", "Loom Works", "2018", False),
    ],
)
def test_positions_are_the_same_by_role_organization_and_start(
    role: str, organization: str, start: str, known: bool
) -> None:
    text = "name: Ada\nsections:\n  experience:\n" + entry("Engineer", "Mill Ltd", "2018")
    assert bool(into(text, work((role, organization, start))).known) == known


@pytest.mark.parametrize(
    ("bib", "known"),
    [
        ('title = {ON L{\\"O}OMS!}, year = 2020', True),
        ("title = {On looms}, year = 2021", False),
        ("title = {Other title}, doi = {10.1234/LOOMS}, year = 2021", True),
        ("title = {Other title}, year = 2020", False),
    ],
)
def test_works_are_the_same_by_doi_or_title_and_year(bib: str, known: bool) -> None:
    text = "name: Ada\nsections:\n  publications:\n    - title: On Lööms\n      year: 2020\n"
    text = text.replace("Lööms", "Looms") if "looms" in bib else text
    made = into(text + "      doi: 10.1234/looms\n", f"@article{{x, {bib}}}", "works.bib")
    assert (len(made.known), len(made.added)) == ((1, 0) if known else (0, 1))


@pytest.mark.parametrize(
    ("years", "place"),
    [
        (["2021", "2017"], 1), (["2017", "2021"], 1), (["2015", "2017"], 2), (["2015"], 0),
        (["2017", "2021", "2015"], 3), ([], 0),
    ],
)  # fmt: skip
def test_an_entry_stands_at_its_place_in_time(years: list[str], place: int) -> None:
    lines = "".join(entry(f"Role {year}", "Mill", year) for year in years)
    made = into(f"name: Ada\nsections:\n  experience:\n{lines}", work(("New", "Loom", "2019")))
    rows = [line for line in made.after.splitlines() if line.startswith("    -")]
    assert [n for n, row in enumerate(rows) if "New" in row] == [place]


def test_of_several_roles_only_the_new_one_is_added() -> None:
    positions = "Company Name,Title,Started On\nMill,Chief,2020\nMill,Engineer,2018\n"
    text = "name: Ada\nsections:\n  experience:\n" + entry("Engineer", "Mill", "2018")
    path = write(Path("cv_data") / "ada.yaml", text)
    files = {"Profile.csv": "First Name,Last Name\nAda,Example\n", "Positions.csv": positions}
    made = import_into(path, [InputFile("l.zip", archive(files))])
    role = "    - organization: Mill\n      roles:\n        - role: Chief\n"
    assert made.after == text.replace("    - {", f"{role}          start: 2020\n    - {{", 1)
    assert made.known == ("experience: Engineer (line 8)",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sections:\n", "summary: |-\n  - A\n  - B\nsections:\n  awards:\n    - title: P\n"),
        ("# end\n", "summary: |-\n  - A\n  - B\n\nsections:\n  awards:\n    - title: P\n# end\n"),
        ("  # why\nsections:\n  awards: []\n",
         "  # why\nsummary: |-\n  - A\n  - B\nsections:\n  awards: [{title: P}]\n"),
        ("...\n", "summary: |-\n  - A\n  - B\n\nsections:\n  awards:\n    - title: P\n...\n"),
        ("sections:\n  awards:\n  skills: []\n",
         "summary: |-\n  - A\n  - B\nsections:\n  awards:\n    - title: P\n  skills: []\n"),
    ],
)  # fmt: skip
def test_empty_places_and_comments_in_the_way(before: str, after: str) -> None:
    data = {"basics": {"name": "Ada", "summary": "- A\n- B"}, "awards": [{"title": "P"}]}
    assert into(f"name: Ada\n{before}", data).after == f"name: Ada\n{after}"


def test_what_an_included_file_has_is_known_and_the_rest_is_refused(folder: Path) -> None:
    write(folder / "cv_data" / "works.bib", "@article{a, title={On Looms}, year=2020}\n")
    text = "name: Ada\nsections:\n  publications:\n    from: works.bib\n"
    bib = "@article{a, title={On Looms}, year=2020}\n@article{b, title={New}, year=2021}\n"
    made = into(text, bib, "more.bib")
    assert (made.added, made.after) == ((), text)
    assert made.known == ("publications: On Looms (cv_data/works.bib:1)",)
    (problem,) = made.warnings
    assert (problem.code, problem.hint) == ("E770", "add it to works.bib")
    assert problem.span is not None
    assert problem.span.line == 4
    with pytest.raises(InputError) as error:
        into(text, "@article{b, title={New}, year=2021}\n", "more.bib")
    assert [one.code for one in error.value.problems] == ["E770"]


@pytest.mark.parametrize(
    "text",
    [
        "name: Ada\nsections: {awards: [{title: A}]}\n",
        "{name: Ada}\n",
        "name: Ada\nsections:\n  awards: &a\n    - title: A\n",
        "name: Ada\nsections:\n  awards: !include ../awards.yaml\n",
    ],
)
def test_what_has_no_place_in_the_text_is_refused(folder: Path, text: str) -> None:
    write(folder / "awards.yaml", "- title: A\n")
    path = write(folder / "cv_data" / "ada.yaml", text)
    write(folder / "prize.json", '{"basics": {"name": "Ada"}, "awards": [{"title": "B"}]}')
    made = run("import", "prize.json", "--into", str(path))
    if made.code == 0:
        assert run("check").code == 0
        assert "title: B" in path.read_text("utf-8")
    else:
        assert (made.code, codes(made.err)) == (1, ["E770"])
        assert path.read_text("utf-8") == text


def test_a_cv_with_errors_and_other_encodings_are_refused(folder: Path) -> None:
    path = write(folder / "cv_data" / "ada.yaml", "name: Ada\nsections:\n  awards:\n    - {x: 1}\n")
    assert codes(run("import", "resume.json", "--into", str(path)).err) == ["E202", "E201"]
    path.write_bytes(CV.encode("utf-16"))
    assert codes(run("import", "resume.json", "--into", str(path)).err) == ["E770"]


@pytest.mark.parametrize(
    "options",
    [["--into", "cv_data/ada.yaml", "--force"], ["--into", "cv_data/ada.yaml", "-o", "b.yaml"],
     ["--dry-run"]],
)  # fmt: skip
def test_options_that_do_not_go_together_are_refused(folder: Path, options: list[str]) -> None:
    made = run("import", "resume.json", *options)
    assert (made.code, codes(made.err)) == (2, ["E769"])
    assert (folder / "cv_data" / "ada.yaml").read_text("utf-8") == CV
