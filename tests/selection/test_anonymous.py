"""Anonymous variants: nothing in any format says who the person is, and audit proves it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cvgen.errors import InputError
from cvgen.locales.tags import locale_names
from cvgen.model.person import Person
from cvgen.selection import select
from cvgen.selection.anonymous import anonymous_name, placeholder_of
from cvgen.selection.mentions import Mentions
from tests.helpers_cli import run
from tests.helpers_cv import cv_of, rules_of
from tests.helpers_golden import FOLDER
from tests.helpers_project import files_below, make_project, write
from tests.helpers_traces import everything_in

ROBIN: dict[str, Any] = {
    "name": "Dr. Robin T. Quill",
    "aliases": ["Quill, R. T."],
    "email": "robin@quill.example",
    "phone": "+44 20 7946 0001",
    "links": [{"network": "github", "username": "rquill"}, "https://robin.quill.example/"],
}
MARK = r"\[candidate\]"
CV = """
name: Robin Quill
aliases: [Quill R]
headline: Robin Quill builds gauges
email: robin@mail.example
phone: {text: "+44 20 7946 0001", visibility: public}
location: Bath
links: [{github: rquill}, "https://robin.quill.example"]
photo: robin.png
born: {text: 1980-02-29, visibility: public}
nationality: {text: Examplian, visibility: public}
facts: {Gender: female}
summary: "Robin Quill’s gauges ([code](https://github.com/rquill/x)); mail robin@mail.example."
sections:
  experience:
    - role: Engineer
      organization: Sea Ltd
      start: 2019
      url: https://github.com/rquill/job
      highlights: [Led with *R. Quill* style, {"The Quill way": [Quill again]}]
      supervisors: [Kim Muster]
  publications:
    - {type: journal, title: On Quill gauges, authors: [Kim Muster, "Quill, R."], year: 2020}
    - {type: journal, title: Others, authors: [Robin Quill, K. Moore], year: 2019}
variants:
  blind: {extends: full, anonymous: true, title: CV of Robin Quill}
  short: {extends: public, anonymous: initials}
  named: {extends: blind, anonymous: false}
"""


def mentions(person: dict[str, Any], language: str = "en") -> Mentions:
    """What finds ``person`` in texts."""
    return Mentions(Person.model_validate(person), language, "[candidate]")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Robin Quill's work", f"{MARK}'s work"),
        ("Dr. Quill led", f"Dr. {MARK} led"),
        ("by R. Quill and K. Quill", f"by {MARK} and K. Quill"),
        ("Quill, R. T. and Quill RT", f"{MARK} and {MARK}"),
        ("ROBIN QUILL", MARK),
        ("Robin leads; then Quill", f"{MARK} leads; then {MARK}"),
        ("the Robin Williams prize", "the Robin Williams prize"),
        ("Quillfeather of Robinson", "Quillfeather of Robinson"),
        ("see https://github.com/rquill/x", f"see {MARK}"),
        ("[code](https://robin.quill.example/a_(b)), [y](https://y.example)",
         "code, [y](https://y.example)"),
        ("robin@quill.example, 020 7946-0001, +44 (20) 7946 0001", f"{MARK}, {MARK}, {MARK}"),
        ("@rquill", MARK),
    ],
)  # fmt: skip
def test_a_mention_is_replaced_and_other_people_stay(typed: str, wanted: str) -> None:
    assert mentions(ROBIN).replaced(typed) == wanted


@pytest.mark.parametrize(
    ("name", "language", "typed", "wanted"),
    [
        ("Bo Zhao", "en", "Y. Zhao, Yuan Zhao, B. Zhao", f"Y. Zhao, Yuan Zhao, {MARK}"),
        ("王小明", "zh", "王小明的研究", f"{MARK}的研究"),
        ("Jan Kowalski", "pl", "praca Jana Kowalskiego", f"praca {MARK}"),
        ("Иван Петров", "ru", "работа Ивана Петрова", f"работа {MARK}"),
        ("Ángel Müller", "de", "Angel Mueller, Müllers Werk", f"{MARK}, {MARK} Werk"),
        ("Ludwig van der Berg", "nl", "L. van der Berg in den Berg", f"{MARK} in den Berg"),
        ("Cher", "en", "Cher sings, cheering", f"{MARK} sings, cheering"),
    ],
)
def test_names_of_many_languages(name: str, language: str, typed: str, wanted: str) -> None:
    assert mentions({"name": name}, language).replaced(typed) == wanted


@pytest.mark.parametrize("language", locale_names())
def test_every_language_has_a_word_and_the_initials_are_the_same(language: str) -> None:
    word = anonymous_name("Ada Example", "candidate", language)
    assert word == "Candidate" or not language.startswith("en")
    assert anonymous_name("Dr. Ada M. Example", "initials", language) == "A. M. E."
    assert anonymous_name("王小明", "initials", language) == word
    assert placeholder_of(language).casefold() == f"[{word}]".casefold()


def test_selecting_twice_is_selecting_once() -> None:
    cv = cv_of(CV)
    for variant in ("blind", "short"):
        rules = rules_of(cv, variant)
        once = select(cv, rules).cv
        assert select(once, rules).cv == once


def test_a_variant_that_extends_an_anonymous_one_may_be_named() -> None:
    cv = cv_of(CV)
    assert select(cv, rules_of(cv, "named")).cv.person.name == "Robin Quill"


def test_a_large_cv_keeps_everything_else() -> None:
    cv = cv_of((FOLDER / "large.yaml").read_text("utf-8"))
    plain, blind = (rules_of(cv, "full"), rules_of(cv, "full"))
    object.__setattr__(blind, "anonymous", "candidate")
    before, after = (select(cv, rules).cv.sections for rules in (plain, blind))
    assert [len(section.entries) for section in before] == [len(s.entries) for s in after]


def test_only_known_words_are_taken() -> None:
    with pytest.raises(InputError, match="anonymous"):
        cv_of(CV.replace("anonymous: true", "anonymous: maybe"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one CV, as working folder."""
    monkeypatch.chdir(tmp_path)
    return make_project(tmp_path, **{"robin-quill": CV})


FORMATS = "pdf,html,md,txt,jsonresume"
SECRETS = ("quill", "robin", "mail.example", "7946", "1980", "examplian", "female")


def test_no_format_says_who_it_is(project: Path) -> None:
    made = run("render", "-V", "blind,short", "-f", FORMATS)
    assert made.code == 0, made.err
    files = sorted((project / "output" / "robin-quill").iterdir())
    assert {path.stem for path in files} == {"candidate-blind", "candidate-short"}
    assert len(files) == 10
    for path in files:
        said = everything_in(path.read_bytes()).casefold()
        assert [word for word in SECRETS if word in said.replace(" ", "")] == [], path.name
    text = (project / "output/robin-quill/candidate-blind.txt").read_text("utf-8")
    assert text.startswith("Candidate\n[candidate] builds gauges\n\n[candidate]’s gauges (code);")
    assert "Kim Muster, [candidate]. " in text
    short = (project / "output/robin-quill/candidate-short.txt").read_text("utf-8")
    assert short.startswith("R. Q.\n")


def test_audit_proves_it_and_finds_what_is_left(project: Path) -> None:
    run("render", "-V", "blind", "-f", FORMATS)
    files = [str(path) for path in (project / "output" / "robin-quill").iterdir()]
    proved = run("audit", "--variant", "blind", *files)
    assert (proved.code, proved.out.count("nothing that 'blind' may not show")) == (0, 5)
    for words in ("Robin Quill", "R Quill", "rquill at home", "quill robin", "+44 20 7946 0001"):
        path = write(project / "left.txt", f"Some words by {words}.\n")
        found = run("audit", "--variant", "blind", str(path))
        assert found.code == 1, words
    assert "the name of Robin Quill" in run("audit", "--variant", "blind", write_name(project)).out


def write_name(project: Path) -> str:
    """A file with the name in JSON, with escapes."""
    return str(write(project / "left.json", json.dumps({"by": "Rob\\u0069n Quill"})))


def test_explain_says_why(project: Path) -> None:
    said = run("explain", "robin-quill", "-V", "blind", "--format", "json")
    rules = {one["text"]: one["rule"] for one in json.loads(said.out)["items"]}
    assert rules["Robin Quill"] == "anonymous: 'Candidate' stands for it"
    assert rules["robin@mail.example"] == "anonymous: it says who the person is"
    assert rules["Bath"] == "anonymous: it says who the person is"


OPENING = "position: Engineer\norganization: Harbour\ndocuments: [cover letter, CV]\n"
APPLICATION = """\
cv: robin-quill
opening: engineer
date: 2026-11-29
documents: [letter: letters/mine.md, cv: blind]
"""


def test_an_application_with_it_says_nobodys_name(project: Path) -> None:
    write(project / "openings" / "engineer.yaml", OPENING)
    write(project / "applications" / "harbour.yaml", APPLICATION)
    write(project / "letters" / "mine.md", "I am {{ me.name }}, and apply.\n")
    made = run("apply", "-f", "html,text")
    assert made.code == 0, made.err
    folder = project / "output" / "applications" / "harbour"
    for name in files_below(folder):
        if not name.startswith("checklist"):
            said = everything_in((folder / name).read_bytes()).casefold()
            assert "quill" not in said.replace(" ", ""), name
    assert "I am Candidate, and" in (folder / "1-cover-letter.txt").read_text("utf-8")
