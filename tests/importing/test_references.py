"""Bibliographies as publications of an import: placed or listed, each work once."""

from __future__ import annotations

import json
import random

import pytest

from cvgen.importing.input_file import InputFile
from cvgen.importing.run import import_files
from tests.helpers_importing import cv_in, unplaced

BIB = r"""@string{mj = "Mill Journal"}
@article{mills, author = {Muster, Bob and Example, Ada}, title = {On {Mills} \& l{\"o}oms},
  journal = mj, year = 2020, month = mar, pages = {3--9}, doi = {10.1234/mills}, file = {x.pdf}}
@article{broken, title = {x
"""
CSL = [{"id": "mills", "type": "article-journal", "title": "On Mills & löoms",
        "author": [{"family": "Example", "given": "Ada"}], "DOI": "10.1234/MILLS",
        "volume": "7", "issued": {"date-parts": [[2020, 3]]}, "shelf": "B"}]  # fmt: skip
RIS = "TY  - JOUR\nTI  - Looms\nAU  - Example, Ada\nPY  - 2021\nZZ  - odd\nER  - \n"
FILES = {"works.bib": BIB, "works.json": json.dumps(CSL), "works.ris": RIS}


@pytest.mark.parametrize("name", FILES)
def test_each_value_is_placed_or_listed(name: str) -> None:
    made = import_files([InputFile(name, FILES[name].encode())])
    (entry,) = cv_in(made)["sections"]["publications"]
    assert entry["title"] in ("On Mills & löoms", "Looms")
    assert set(unplaced(made).values()) & {"x.pdf", "B", "odd"}
    assert made.account.placed >= 4


def test_a_broken_entry_is_named_and_the_others_are_read() -> None:
    made = import_files([InputFile("works.bib", BIB.encode())])
    (warning,) = made.warnings
    assert (warning.severity, "'broken'" in warning.message) == ("warning", True)
    (entry,) = cv_in(made)["sections"]["publications"]
    assert entry == {
        "type": "journal", "title": "On Mills & löoms", "authors": ["Bob Muster", "Ada Example"],
        "venue": "Mill Journal", "date": "2020-03", "pages": "3–9", "doi": "10.1234/mills",
    }  # fmt: skip


def test_a_work_of_several_files_is_there_once() -> None:
    files = [InputFile(name, text.encode()) for name, text in FILES.items()]
    made = import_files(files)
    first, second = cv_in(made)["sections"]["publications"]
    assert (first["volume"], second["title"]) == ("7", "Looms")
    assert first["authors"] == ["Bob Muster", "Ada Example"]
    reasons = {one.text: one.reason for one in made.account.unplaced if one.file == "works.json"}
    assert "the same work" in reasons["10.1234/MILLS"]


@pytest.mark.parametrize("name", FILES)
def test_mutated_bibliographies_become_cvs(name: str) -> None:
    dice = random.Random(name)
    data = FILES[name].encode()
    kind = {"bib": "bibtex", "json": "csl", "ris": "ris"}[name.rpartition(".")[2]]
    for _ in range(25):
        changed = bytearray(data)
        for _ in range(dice.randint(1, 6)):
            changed[dice.randrange(len(data))] = dice.choice(b'{}",=\n@ -:[]x7')
        made = import_files([InputFile(name, bytes(changed))], kind)
        assert cv_in(made)["name"] == "Your Name"


def test_an_answer_of_crossref_is_a_bibliography() -> None:
    item = {"DOI": "10.1234/mills", "type": "journal-article", "title": ["On Mills"],
            "author": [{"given": "Ada", "family": "Example", "sequence": "first"}]}  # fmt: skip
    for message in (item, {"items": [item]}):
        data = json.dumps({"status": "ok", "message": message}).encode()
        (entry,) = cv_in(import_files([InputFile("works.json", data)]))["sections"]["publications"]
        assert (entry["doi"], entry["authors"]) == ("10.1234/mills", ["Ada Example"])
