"""The warning about texts that are not in the language of a variant."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.selection.languages import is_wordless
from tests.helpers_cli import codes, run
from tests.helpers_cv import selected
from tests.helpers_project import make_project

HEAD = """\
name: Ada Lind
headline: {en: Engineer, pt: Engenheira}
variants:
  portugal: {extends: full, language: pt}
sections:
  experience:
    - role: {en: Fitter, pt: Montadora}
      organization: {pt: Obras}
      highlights:
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def warned(here: Path, cv: str, *words: str) -> list[str]:
    """The warnings of a render in Portuguese."""
    make_project(here, ada=cv)
    made = run("render", "-V", "portugal", *words)
    assert made.code == 0
    return [line for line in made.err.splitlines() if "W306" in line]


def test_a_text_in_another_language_is_named_once_for_all_formats(here: Path) -> None:
    (line,) = warned(here, HEAD + "        - Built looms.\n", "-f", "html,md")
    assert "ada.yaml:10:11" in line.split("W306")[0]
    assert "1 text is not in 'pt' for 'portugal': " in line
    assert line.endswith("ada.yaml:10:11")


def test_five_places_are_named_and_all_are_counted(here: Path) -> None:
    cv = HEAD + "".join(f"        - {{text: bullet {n}, language: en}}\n" for n in range(7))
    (line,) = warned(here, cv, "-f", "md")
    assert "7 texts are not in 'pt'" in line
    assert line.count("ada.yaml:") == 6
    assert line.endswith(" and 2 more")


def test_the_hint_says_how_to_write_them(here: Path) -> None:
    make_project(here, ada=HEAD + "        - Built looms.\n")
    assert "{en: ..., pt: ...}" in run("render", "-V", "portugal", "-f", "md").err


@pytest.mark.parametrize("mark", ["not_for: portugal, ", "visibility: private, "])
def test_translated_or_hidden_texts_are_not_listed(here: Path, mark: str) -> None:
    cv = HEAD.replace("extends: full", "audience: portugal")
    cv += f"        - {{{mark}text: Built looms.}}\n        - {{pt: Teares., en: Looms.}}\n"
    assert warned(here, cv, "-f", "md") == []


def test_entries_beyond_a_limit_are_not_listed() -> None:
    text = "name: A\nsections: {awards: [a, b]}\nvariants: {v: {audience: all, language: pt, "
    rule = "sections: [awards: {entries: 1}]"
    assert len(selected(f"{text}}}}}\n", "v").untranslated) == 2
    assert len(selected(f"{text}{rule}}}}}\n", "v").untranslated) == 1


def test_the_own_language_wants_nothing(here: Path) -> None:
    make_project(here, ada=HEAD.replace("{pt: Obras}", "Works") + "        - Built looms.\n")
    assert "W306" not in codes(run("render", "-f", "md").err)


def test_names_and_numbers_need_no_translation(here: Path) -> None:
    cv = "phone: '+44 1'\n" + HEAD + "        - {pt: Teares., en: Looms.}\n"
    cv = cv.replace("{pt: Obras}", "Mill Works\n      location: Lindenau")
    cv += "  publications: [{title: On Mills, authors: [Ada Lind], venue: Mills, volume: 3}]\n"
    assert warned(here, cv, "-f", "md") == []
    (line,) = warned(here, cv.replace("Mill Works", "{en: Works, de: Werk}"), "-f", "md")
    assert "1 text is not in 'pt'" in line


@pytest.mark.parametrize(
    "text",
    [
        "1,7",
        "C1",
        "A+",
        "2:1",
        "3.9/4.0",
        "B2–C1",
        "95 %",
        "IELTS 8.5",
        "07/2021",
        "1.0 (A)",
        "≈ 12",
    ],
)
def test_numbers_grades_and_levels_need_no_translation(text: str) -> None:
    assert is_wordless(text)


@pytest.mark.parametrize(
    "text", ["First class", "3rd place", "Native", "sehr gut", "good (1.3)", "日本語"]
)
def test_words_do(text: str) -> None:
    assert not is_wordless(text)


def test_a_grade_in_digits_is_not_reported(here: Path) -> None:
    entry = '{degree: {en: Master, pt: Mestre}, grade: "%s"}'
    cv = "name: Ada\nsections: {education: [" + entry + "]}\n"
    cv += "variants: {portugal: {extends: full, language: pt}}\n"
    assert warned(here, cv % "1,7") == []
    assert len(warned(here, cv % "very good")) == 1


def test_the_photo_file_is_not_listed_and_no_place_is_listed_twice(here: Path) -> None:
    (here / "cv_data").mkdir()
    cv = "name: Ada\nphoto: foto.jpg\nsections: {skills: [weaving, spinning]}\n"
    cv += "variants: {portugal: {extends: full, language: pt}}\n"
    (line,) = warned(here, cv, "-f", "md")
    places = line.rpartition("wants: ")[2].split(", ")
    assert not any(":2:" in place for place in places)
    assert len(places) == len(set(places))
