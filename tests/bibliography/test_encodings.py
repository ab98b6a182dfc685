"""Bibliographies in other encodings than UTF-8: read if they name theirs, else refused in place."""

from __future__ import annotations

import codecs

import pytest

from cvgen.bibliography.bibtex.read import read_bibtex
from cvgen.errors import InputError, Problem

ENTRY = "@article{k, title = {Mühlen – „neue“}, author = {Müller, Ada}, year = 2020}\n"


def titles(data: bytes) -> list[str]:
    """The titles in a file."""
    found = read_bibtex("refs.bib", data)
    assert found.problems == []
    return [draft.text("title") for draft in found.entries]


def refused(data: bytes) -> Problem:
    """The only problem of a file."""
    with pytest.raises(InputError) as caught:
        read_bibtex("cv_data/refs.bib", data)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("line", "encoding"),
    [
        ("% Encoding: Cp1252", "cp1252"),
        ("% Encoding: ISO8859_1", "cp1252"),
        ("% This file was created with JabRef.\n% Encoding: windows-1250", "cp1250"),
        ("%% -*- mode: bibtex; coding: latin-1 -*-", "cp1252"),
        ("% !TeX encoding = MacRoman", "mac_roman"),
        ("% Encoding: x-MacRoman", "mac_roman"),
        ("%% Saved with string encoding Western (Windows Latin 1) ", "cp1252"),
        ("%% Saved with string encoding Unicode (UTF-8) ", "utf-8"),
        ("% Encoding: Cp1252, but that is wrong", "utf-8"),
    ],
)
def test_a_file_that_names_its_encoding_is_read(line: str, encoding: str) -> None:
    assert titles(f"{line}\n{ENTRY}".encode(encoding)) == ["Mühlen – „neue“"]


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + ENTRY.encode(),
        ENTRY.encode("utf-16"),
        ENTRY.encode().replace(b"\n", b"\r\n"),
    ],
)
def test_marks_at_the_start_are_no_text(data: bytes) -> None:
    assert titles(data) == ["Mühlen – „neue“"]


def test_files_that_were_joined_have_marks_in_the_middle() -> None:
    one = codecs.BOM_UTF8 + ENTRY.encode()
    assert titles(one + one.replace(b"{k,", b"{l,")) == ["Mühlen – „neue“"] * 2


@pytest.mark.parametrize("name", ["", "UTF-8", "nonsense", "rot13", "unicode_escape"])
def test_nothing_is_guessed(name: str) -> None:
    line = f"% Encoding: {name}\n" if name else ""
    problem = refused((line + ENTRY).encode("cp1252"))
    assert (problem.code, problem.span and problem.span.line) == ("E102", line.count("\n") + 1)
    assert problem.excerpt is not None
    assert problem.excerpt.startswith("@article{k, title = {Mühlen – „neue“}")
    assert "`iconv -f CP1252 -t UTF-8 refs.bib > new.bib`" in (problem.hint or "")


def test_a_file_that_is_wrong_about_itself_is_refused() -> None:
    assert refused(f"% Encoding: GB18030\n{ENTRY}".encode("cp1252")).code == "E102"
