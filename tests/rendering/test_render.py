"""`cvgen render`: its documents, its output and its exit code."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.helpers_cli import Ran, codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import BROKEN, files_below, make_project, needs_permissions, write


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the CV of Ada, as working folder."""
    monkeypatch.chdir(tmp_path)
    return make_project(tmp_path)


def rendered(*words: str) -> Ran:
    """``cvgen render`` to Markdown."""
    return run("render", "-f", "markdown", *words)


def outputs(folder: Path) -> list[str]:
    """The files in the output folder."""
    return files_below(folder / "output")


def test_a_render_writes_a_file_and_says_so_on_stdout(here: Path) -> None:
    assert rendered("ada") == Ran(0, "output/ada/ada-full.md  1 kB\n1 file written\n", "")
    assert outputs(here) == ["ada/ada-full.md"]
    assert (here / "output/ada/ada-full.md").read_text("utf-8").startswith("# Ada Example\n")


def test_a_second_render_changes_nothing_and_says_so(here: Path) -> None:
    rendered()
    before = (here / "output/ada/ada-full.md").stat()
    assert rendered().out == "1 document up to date\n"
    assert rendered("--force").out.endswith("0 files written, 1 unchanged\n")
    after = (here / "output/ada/ada-full.md").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("flag", ["-q", "--quiet"])
def test_quiet_prints_nothing_but_problems(here: Path, flag: str) -> None:
    assert rendered(flag) == Ran(0, "", "")
    write(here / "cv_data" / "bad.yaml", BROKEN)
    made = rendered(flag)
    assert (made.code, made.out, codes(made.err)) == (1, "", ["E201"])


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["-V", "public"], ["ada-public"]),
        (["-V", "public,academic"], ["ada-academic", "ada-public"]),
        (["-V", "public", "-V", "academic, public"], ["ada-academic", "ada-public"]),
        (["--theme", "academic"], ["ada-academic"]),
        (["--theme", "industry", "--variant", "academic"], ["ada-academic-industry"]),
        ([], ["ada-full"]),
        (["-f", "md,markdown"], ["ada-full"]),
        (["ada", "ada"], ["ada-full"]),
        (["ada", "cv_data/ada.yaml", "./cv_data/ada.yaml"], ["ada-full"]),
    ],
)
def test_variants_and_formats_may_be_several(
    here: Path, words: list[str], names: list[str]
) -> None:
    made = rendered(*words)
    assert (made.code, made.err) == (0, "")
    assert outputs(here) == [f"ada/{name}.md" for name in names]


def test_without_a_name_every_cv_is_rendered(here: Path) -> None:
    write(here / "cv_data" / "zoë with space.yaml", ADA)
    made = rendered()
    assert made.out.splitlines()[-1] == "2 files written"
    assert outputs(here) == ["ada/ada-full.md", "zoë with space/zoë with space-full.md"]
    assert rendered("zoë with space").out == "1 document up to date\n"


def test_the_settings_say_what_is_rendered_where(here: Path) -> None:
    write(here / "cvgen.yaml", "output: out\nvariant: [public, academic]\nformats: md\n")
    assert run("render").code == 0
    assert files_below(here / "out") == ["ada/ada-academic.md", "ada/ada-public.md"]


@pytest.mark.parametrize("output", ["elsewhere", "a/b", "."])
def test_the_output_folder_may_be_another(here: Path, output: str) -> None:
    assert rendered("-o", output).code == 0
    assert (here / output / "ada" / "ada-full.md").is_file()


def test_a_cv_outside_of_the_project_is_rendered_into_it(
    here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = write(tmp_path_factory.mktemp("else") / "kim.yaml", ADA)
    assert rendered(str(path)).code == 0
    assert outputs(here) == ["kim/kim-full.md"]


def test_a_broken_cv_does_not_stop_the_good_one(here: Path) -> None:
    write(here / "cv_data" / "aaa.yaml", BROKEN)
    write(here / "cv_data" / "zzz.yaml", "name: [")
    made = rendered()
    assert made.code == 1
    assert made.out.endswith("1 file written\n")
    places = [line.split(":")[0] for line in made.err.splitlines() if line.startswith("cv_data")]
    assert places == ["cv_data/aaa.yaml", "cv_data/zzz.yaml"]
    assert outputs(here) == ["ada/ada-full.md"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["adda"], "unknown CV 'adda'\n  = hint: did you mean 'ada'?"),
        (["cv_data/x.yaml"], "the file 'cv_data/x.yaml' does not exist"),
        (
            ["-V", "acdemic"],
            "unknown variant 'acdemic'\n  = hint: did you mean 'academic'?",
        ),
        (
            ["-t", "industri"],
            "unknown theme 'industri'\n  = hint: did you mean 'industry'?",
        ),
        (["-f", "htm1"], "unknown format 'htm1'\n  = hint: did you mean 'html'?"),
        (["-f", "odt"], "unknown format 'odt'\n  = hint: cvgen makes no such files"),
        (["-f", "zzz"], "unknown format 'zzz'\n  = hint: available: "),
        (["-t", "cv_data"], "'cv_data' contains no theme"),
        (["-t", "x" * 300], "unknown theme"),
        (["x" * 300], "unknown CV"),
        (["-V", "../../x"], "unknown variant"),
    ],
)
def test_an_unknown_name_is_exit_code_3_with_a_hint(
    here: Path, words: list[str], message: str
) -> None:
    made = run("render", *(words if "-f" in words else ["-f", "md", *words]))
    assert (made.code, made.out) == (3, "")
    assert made.err.startswith(f"cvgen: E301 {message}")
    assert outputs(here) == []


@pytest.mark.parametrize(
    "words",
    [["--them", "x"], ["-V"], ["-V", ","], ["-V", ""], ["-f", ""], ["-f", "md,,pdf"],
     ["-o", "cvgen.yaml"]],
)  # fmt: skip
def test_a_command_that_makes_no_sense_is_exit_code_2(here: Path, words: list[str]) -> None:
    write(here / "cvgen.yaml", "")
    made = run("render", *words)
    assert (made.code, made.out) == (2, "")
    assert "Error: " in made.err


def test_no_cvs_is_exit_code_2_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = rendered()
    assert made.code == 2
    assert "cvgen new" in made.err


def test_one_unknown_cv_does_not_stop_the_others(here: Path) -> None:
    made = rendered("nobody", "ada")
    assert (made.code, outputs(here)) == (3, ["ada/ada-full.md"])


def test_two_cvs_of_one_name_are_reported_and_none_overwrites_the_other(here: Path) -> None:
    write(here / "cv_data" / "ada.yml", ADA.replace("Ada", "Bob"))
    made = rendered()
    assert made.code == 2
    assert codes(made.err) == ["E503"]
    assert "cv_data/ada.yaml" in made.err
    assert "cv_data/ada.yml" in made.err
    assert str(here) not in made.err


def test_a_name_that_two_files_have_is_ambiguous_and_not_just_the_last(here: Path) -> None:
    write(here / "cv_data" / "ada.yml", ADA.replace("Ada", "Bob"))
    made = rendered("ada")
    assert made.code in (2, 3)
    assert "ada.yml" in made.err


@pytest.mark.parametrize("blocked", ["output", "output/ada"])
def test_an_output_that_cannot_be_written_is_exit_code_5(here: Path, blocked: str) -> None:
    write(here / blocked, "a file in the way")
    made = rendered()
    assert (made.code, made.out, codes(made.err)) == (5, "", ["E501"])
    assert (here / blocked).read_text("utf-8") == "a file in the way"


def test_one_output_that_cannot_be_written_does_not_stop_the_others(here: Path) -> None:
    (here / "output/ada/ada-public.md").mkdir(parents=True)
    made = rendered("-V", "public,academic")
    assert (made.code, codes(made.err)) == (5, ["E501"])
    assert (here / "output/ada/ada-academic.md").is_file()


@pytest.mark.parametrize(
    ("text", "code"),
    [("theem: x", "E201"), ("a: b: c", "E104"), ("cvs: ../x", "E401")],
)
def test_broken_settings_are_exit_code_1(here: Path, text: str, code: str) -> None:
    write(here / "cvgen.yaml", text)
    made = rendered()
    assert (made.code, made.out, codes(made.err)) == (1, "", [code])


def test_a_warning_is_shown_and_the_document_made(here: Path) -> None:
    write(here / "cv_data" / "ada.yaml", "name: Ada\nheadline: Works with #devops\n")
    made = rendered()
    assert (made.code, codes(made.err)) == (0, ["W113"])
    assert outputs(here) == ["ada/ada-full.md"]


@pytest.mark.parametrize("value", ["soon", "1e9", "9" * 30, "-9" * 20])
def test_a_senseless_source_date_is_exit_code_2(
    here: Path, monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    made = rendered()
    assert (made.code, codes(made.err)) == (2, ["E402"])


def test_spans_count_back_from_the_source_date(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rule = "variants: {v: {sections: [experience: {since: 10y}]}}\n"
    write(here / "cv_data" / "ada.yaml", ADA.replace("present", "2020-06") + rule)
    assert rendered("-V", "v").code == 1
    for month, shown in ((5, True), (8, False)):
        then = datetime(2030, month, 1, tzinfo=UTC)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(then.timestamp())))
        assert rendered("-V", "v").code == 0
        assert ("Engineer," in (here / "output/ada/ada-v.md").read_text("utf-8")) is shown


@pytest.mark.parametrize("name", ["-rf", "--help", "a;b", "$(x)", "a'b", "~"])
def test_a_strange_name_of_a_cv_is_only_a_name(here: Path, name: str) -> None:
    write(here / "cv_data" / f"{name}.yaml", ADA)
    assert rendered("--", name).code == 0
    assert outputs(here) == [f"{name}/{name}-full.md"]


@needs_permissions
@pytest.mark.parametrize(
    ("name", "code"),
    [("cvgen.yaml", 1), ("cv_data", 1), ("cv_data/ada.yaml", 1), ("themes", 1),
     ("themes/mine/theme.yaml", 1), ("output", 5)],
)  # fmt: skip
def test_what_may_not_be_read_or_written_is_a_problem_in_words(
    here: Path, name: str, code: int
) -> None:
    write(here / "cvgen.yaml", "")
    write(here / "themes" / "mine" / "theme.yaml", "extends: academic\n")
    (here / "output").mkdir()
    mode = (here / name).stat().st_mode
    (here / name).chmod(0)
    try:
        made = rendered("--theme", "mine")
    finally:
        (here / name).chmod(mode)
    assert (made.code, "permission denied" in made.err) == (code, True)
