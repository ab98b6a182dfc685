"""Everyday words for theme options and formats, on the command line and in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.errors import UsageError
from cvgen.loading.options import OptionsAt, command_options, option_problems
from cvgen.project import Project
from cvgen.source.yaml_source import read_yaml
from cvgen.synonyms import OPTIONS, plain, words_of
from cvgen.themes import load_theme, theme_names
from tests.helpers_cli import run
from tests.helpers_cv import ADA
from tests.helpers_project import make_project
from tests.helpers_sweeps import Sample

THEMES = {name: load_theme(name) for name in theme_names()}
NAMES = {option.name for theme in THEMES.values() for option in theme.options}


def test_every_option_of_every_theme_has_other_words() -> None:
    assert {name for names in words_of(OPTIONS).values() for name in names} == NAMES


@pytest.mark.parametrize("theme", THEMES)
def test_each_word_leads_to_the_option_that_the_theme_has(theme: str) -> None:
    known = {option.name for option in THEMES[theme].options}
    for word, (wanted, *_) in words_of(OPTIONS).items():
        if wanted not in known or word in map(plain, known):
            continue
        with pytest.raises(UsageError) as caught:
            command_options(THEMES[theme], Project(Path()), [(word, "1")])
        assert [p.hint for p in caught.value.problems] == [f"did you mean '{wanted}'?"], word


@pytest.mark.sweep("cvgen/synonyms.py", "cvgen/loading", "themes")
def test_the_same_in_files(sample: Sample) -> None:
    words = sample(
        (word for word in words_of(OPTIONS) if word not in map(plain, NAMES)),
        keep=8,
    )
    source = read_yaml("a.yaml", "".join(f"{word}: 1\n" for word in words).encode())
    found = option_problems(
        dict.fromkeys(words, "1"), OptionsAt(source, ()), Project(Path()), (None,)
    )
    wanted = [words_of(OPTIONS)[word][0] for word in words]
    assert [problem.hint for problem in found] == [f"did you mean '{name}'?" for name in wanted]


@pytest.mark.parametrize(
    ("form", "hint"),
    [
        ("word", ""), ("docx", ""), ("DOC", ""), ("odt", "open the format `docx`"),
        ("dotx", "did you mean 'docx'?"), ("tex", "use the format `pdf`"),
        ("latex", "use the format `pdf`"), ("plain", "did you mean 'text'?"),
        ("markdwon", "did you mean 'markdown'?"), ("htm", ""), ("markdown", ""), ("MD", ""),
        ("txt", ""),
    ],
)  # fmt: skip
def test_formats_by_the_names_people_try(
    form: str, hint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, ada=ADA)
    made = run("render", "-f", form)
    assert (made.code, hint in made.err) == (3 if hint else 0, True)
    if hint:
        make_project(tmp_path, f"formats: {form}\n", ada=ADA)
        assert hint in run("check").err
