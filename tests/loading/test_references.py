"""Unknown names in the variants of a project are reported, whichever CV is rendered."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.project.sources import load_whole
from tests.helpers_cli import codes, run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project, write

BOB = """\
name: Bob Example
sections:
  experience:
    - {role: Smith, organization: Forge, date: 2019, tags: [iron], for: [guilds]}
  beekeeping: {type: experience, entries: [{role: Keeper, date: 2020}]}
"""
NAMED = (["render", "-f", "md"], ["check"], ["explain"])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return tmp_path


def outcome(command: list[str], name: str = "ada") -> tuple[int, str]:
    """The exit code of ``command`` for the CV ``name`` as the variant v, and what it says."""
    variant = [] if command == ["check"] else ["-V", "v"]
    made = run(command[0], name, *command[1:], *variant)
    return made.code, made.err


@pytest.mark.sweep("cvgen/loading", "cvgen/selection", "cvgen/cli")
@pytest.mark.parametrize("command", NAMED)
@pytest.mark.parametrize(
    ("rules", "code", "hint"),
    [
        ("sections: [publications: {only: selectd}, ...]", "E306", "did you mean 'selected'?"),
        ("include: [irn]", "E306", "did you mean 'iron'?"),
        ("prefer: [zzz]", "E306", ""),
        ("sections: [bekeeping]", "E301", "did you mean 'beekeeping'?"),
        ("sections: [zzzzz]", "E301", "available: "),
        ("audience: guild", "E302", "did you mean 'guilds'?"),
        ("audience: acadmic", "E302", "did you mean 'academic'?"),
        ("sections: [beekeeping: {group: type}, ...]", "E308", "that is for "),
    ],
)
def test_names_that_no_cv_uses_are_reported_even_for_one_cv(
    here: Path, command: list[str], rules: str, code: str, hint: str
) -> None:
    make_project(here, f"variants: {{v: {{{rules}}}}}", ada=ADA, bob=BOB)
    exit_code, err = outcome(command)
    if command == ["check"] and "zzz" in rules:
        assert (exit_code, codes(err)) == (0, ["W311"])
        return
    assert (exit_code, codes(err)) == (1, [code])
    assert hint in err
    assert err.startswith("cvgen.yaml:1:")
    assert outcome(command, "bob")[0] == 1
    assert not (here / "output").exists()


UNMET = [
    "include: [zzz]", "prefer: [zzz]", "sections: [zzz]", "audience: qqqqqq",
    "reveal: [zzz]", "sections: [publications: {only: zzz}]", "theme: zzz",
    "theme: zzz, options: {hue: red}", "options: {zzzzz: red}",
]  # fmt: skip


@pytest.mark.sweep("cvgen/loading", "cvgen/selection", kinds=(), keep=2)
@pytest.mark.parametrize("rules", UNMET)
def test_a_rule_that_no_cv_meets_is_an_error_only_in_a_variant_that_is_rendered(
    here: Path, rules: str
) -> None:
    variants = f"v: {{{rules}}}, w: {{extends: v}}, x: {{extends: full}}"
    make_project(here, f"variants: {{{variants}}}", ada=ADA)
    for words in (["render", "-f", "md"], ["render", "-f", "md", "-V", "x"], ["check"]):
        made = run(*words)
        assert (made.code, codes(made.err)) == (0, ["W311"])
        assert "until then 'v' cannot be rendered" in made.err
    for name in ("v", "w", "x,w"):
        made = run("render", "-f", "md", "-V", name)
        assert made.code == 1
        assert set(codes(made.err)) <= {"E301", "E302", "E306", "E411"}
    assert run("explain", "ada", "-V", "x").code == 0
    assert run("explain", "ada", "-V", "w").code == 1
    write(here / "cvgen.yaml", f"variants: {{{variants}}}\nvariant: w\n")
    assert (run("render", "-f", "md").code, run("check").code) == (1, 1)


@pytest.mark.parametrize("where", ["cvgen.yaml", "cv_data/ada.yaml"])
def test_a_tag_to_exclude_that_nothing_has_is_a_warning(here: Path, where: str) -> None:
    make_project(here, "", ada=f"{ADA}  awards: [{{title: T, tags: [irony]}}]\n")
    text = (here / where).read_text("utf-8")
    for tag, code, told in (("zzz", 0, "W311"), ("ironi", 1, "E306")):
        write(here / where, f"{text}\nvariants: {{v: {{exclude: [{tag}]}}}}\n")
        for words in (["render", "-f", "md", "-V", "v"], ["check"]):
            made = run(*words)
            assert (made.code, codes(made.err)) == (code, [told])
    assert "did you mean 'irony'?" in made.err


def test_a_slip_in_an_option_is_an_error_in_every_variant(here: Path) -> None:
    for option in ("acent: teal", "font_size: 11", "pages: 1", "accent: nocolour"):
        make_project(here, f"variants: {{v: {{options: {{{option}}}}}}}", ada=ADA)
        made = run("render", "-f", "md")
        assert (made.code, codes(made.err)[0] in ("E411", "E412")) == (1, True), option


def test_the_starter_takes_the_shortest_cv(here: Path) -> None:
    assert run("new", ".").code == 0
    write(here / "cv_data/alex-example.yaml", "name: Ada Example\n")
    for name in ("full", "research-lab"):
        assert (made := run("render", "-f", "md", "-V", name)).err == ""
        assert made.code == 0


@pytest.mark.sweep("cvgen/loading", "cvgen/selection", "cvgen/cli")
@pytest.mark.parametrize("command", NAMED)
@pytest.mark.parametrize(
    "rules",
    ["include: [iron]", "prefer: [iron]", "sections: [beekeeping, ...]", "audience: guilds",
     "sections: [experience: {only: iron}]", "audience: academic", "audience: all"],
)  # fmt: skip
def test_a_name_that_another_cv_uses_is_valid(here: Path, command: list[str], rules: str) -> None:
    guilds = "w: {extends: full, audience: guilds}"
    make_project(here, f"variants: {{v: {{{rules}}}, {guilds}}}", ada=ADA, bob=BOB)
    assert outcome(command) == (0, "")


def test_other_cvs_are_read_only_until_every_name_is_known(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(path: Path, bounds: Path) -> object:
        read.append(path.stem)
        return load_whole(path, bounds)

    guilds = "w: {extends: full, audience: guilds}"
    make_project(here, f"variants: {{{guilds}}}", ada=ADA, bob=BOB, kim=ADA)
    monkeypatch.setattr("cvgen.loading.load.load_whole", noted)
    assert outcome(["check"])[0] == 0
    assert read == ["ada", "bob"]


@pytest.mark.parametrize(
    ("rules", "code"),
    [
        ("prefer: [iron]", 0), ("prefer: [irn]", 1), ("audience: guilds", 0),
        ("audience: gilds", 1), ("sections: [beekeeping, ...]", 0), ("sections: [zzz, ...]", 1),
        ("reveal: [beekeeping]", 0), ("reveal: [zzz]", 1),
    ],
)  # fmt: skip
def test_a_cv_with_errors_may_know_a_name(here: Path, rules: str, code: int) -> None:
    bob = BOB.replace("role", "rol")
    make_project(here, f"variants: {{v: {{{rules}}}}}", ada=ADA, bob=bob)
    assert outcome(["render", "-f", "md"])[0] == code


def test_a_cv_that_cannot_be_read_may_know_every_tag(here: Path) -> None:
    make_project(here, "variants: {v: {prefer: [iron]}}", ada=ADA, bob="name: [")
    assert outcome(["render", "-f", "md"]) == (0, "")


@pytest.mark.parametrize("where", ["cvgen.yaml", "cv_data/ada.yaml"])
@pytest.mark.parametrize(
    ("rules", "marked", "message"),
    [
        ("audience: acadmic", "acadmic", "E302 no item and no other variant is for the audience"),
        ("extends: v", "v}", "E303 the variant 'v' extends itself: v → v"),
        ("sections: [talks, talks, ...]", "talks, ...", "E309 the section 'talks' is named twice"),
        ("sections: [talks: {entries: 1}, talks]", "talks]",
         "E309 the section 'talks' is named twice"),
        ("sections: [..., talks, ...]", "...]", "E309 '...' stands twice in the variant 'v'"),
        ("sections: [experience: {since: 5y}]", "5y", "E304 'since: 5y' has no date to count from"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_variant_has_its_place(
    here: Path, where: str, rules: str, marked: str, message: str
) -> None:
    make_project(here, "", ada=ADA)
    lines = [*(here / where).read_text("utf-8").splitlines(), f"variants: {{v: {{{rules}}}}}"]
    write(here / where, "\n".join(lines))
    place = f"{where}:{len(lines)}:{lines[-1].rindex(marked) + 1}"
    for words in (["check"], ["render", "-f", "md", "-V", "v"], ["explain", "ada", "-V", "v"]):
        made = run(*words)
        assert (made.code, codes(made.err)) == (1, [message[:4]])
        assert f"{place}: {message}" in made.err


def test_the_hint_for_a_section_named_twice_says_where_the_other_is(here: Path) -> None:
    make_project(here, "variants:\n  v:\n    sections:\n      - talks\n      - talks\n")
    assert "cvgen.yaml:5:9: E309" in run("check").err
    assert "= hint: line 4 has the other" in run("check").err


def test_a_variant_may_be_for_the_audience_of_another(here: Path) -> None:
    rules = "v: {audience: lab}, lab: {extends: full}, a: {audience: firms}, b: {audience: firms}"
    make_project(here, f"variants: {{{rules}}}", ada=f"{ADA}variants: {{own: {{audience: lab}}}}\n")
    assert run("check").err == ""


def test_a_span_without_a_date_is_reported_only_where_it_would_count(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = "v: {sections: [experience: {since: 5y}, ...]}, w: {extends: v}, x: {extends: full}"
    dated = f"{ADA}updated: 2024-05\n"
    make_project(here, f"variants: {{{rules}}}", ada=ADA, kim=dated, zoe="name: Zoe\n")
    assert codes(run("check").err) == ["E304"]
    assert "'cv_data/ada.yaml' has no `updated`" in run("check").err
    assert (run("check", "kim").code, run("check", "zoe").code) == (0, 0)
    assert run("render", "-f", "md", "-V", "x").code == 0
    made = run("render", "ada", "-f", "md", "-V", "w")
    assert (made.code, made.err.split(" ")[0]) == (1, "cvgen.yaml:1:47:")
    assert run("render", "kim", "-f", "md", "-V", "w").code == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert (run("check").code, run("render", "-f", "md", "-V", "w").code) == (0, 0)


def test_a_cv_with_its_own_sections_names_its_own_place(here: Path) -> None:
    own = "variants: {v: {sections: [experience: {since: 18m}]}}\n"
    make_project(here, "variants: {v: {sections: [experience: {since: 5y}]}}", ada=ADA + own)
    err = run("check").err
    assert codes(err) == ["E304"]
    assert err.startswith("cv_data/ada.yaml:12:47: E304 'since: 18m'")


@pytest.mark.parametrize("command", ["match job.txt", "match job.txt ada", "timeline ada"])
def test_other_commands_report_unknown_names_too(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_project(tmp_path, "variants: {v: {include: [acessibility]}}\n")
    (tmp_path / "job.txt").write_text("Rust\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    told = run(*command.split(), "-V", "v")
    assert (told.code, codes(told.err)) == (1, ["E306"])
