"""Laws of every reader: no value is lost, and any bytes give entries or problems."""

from __future__ import annotations

import json
import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.bibliography.bibtex.read import read_bibtex
from cvgen.bibliography.latex_pieces import pieces_of
from cvgen.bibliography.latex_text import markdown_of
from cvgen.errors import InputError
from tests.bibliography.helpers_bibliography import READERS, found_in, lost_words

BIB_FIELDS = [
    "title",
    "subtitle",
    "author",
    "editor",
    "journal",
    "booktitle",
    "series",
    "volume",
    "number",
    "pages",
    "year",
    "month",
    "day",
    "date",
    "publisher",
    "school",
    "institution",
    "organization",
    "address",
    "location",
    "note",
    "howpublished",
    "url",
    "doi",
    "eprint",
    "archiveprefix",
    "keywords",
    "abstract",
    "isbn",
    "edition",
    "type",
    "pubstate",
    "entrysubtype",
    "award",
    "file",
    "crossref",
]
CSL_FIELDS = [
    "title",
    "container-title",
    "volume",
    "issue",
    "number",
    "page",
    "publisher",
    "publisher-place",
    "genre",
    "note",
    "status",
    "DOI",
    "URL",
    "abstract",
    "keyword",
    "ISBN",
    "edition",
    "type",
    "language",
]
RIS_TAGS = [
    "TI",
    "AU",
    "A2",
    "T2",
    "JO",
    "JF",
    "VL",
    "IS",
    "SP",
    "EP",
    "PY",
    "DA",
    "PB",
    "CY",
    "DO",
    "UR",
    "KW",
    "AB",
    "SN",
    "N1",
    "M3",
    "ID",
    "ED",
]
WORD = st.text(string.ascii_lowercase, min_size=3, max_size=7)
VALUE = st.one_of(
    st.lists(WORD, min_size=1, max_size=4).map(" ".join),
    st.integers(1950, 2030).map(str),
    st.sampled_from(["in press", "2021-03", "10.1145/12345", "https://example.org/x", "1--9",
                     r"{\"a}nd", "Example, Ada and Muster, Ben", "{The Group}", "arXiv", "100% R&D",
                     r"\emph{x} $\alpha$", "to appear", "2101.12345", "workshop"]),
)  # fmt: skip
TYPES = st.sampled_from(
    [
        "article",
        "inproceedings",
        "book",
        "incollection",
        "phdthesis",
        "misc",
        "techreport",
        "dataset",
        "foo",
    ]
)
FIELDS = st.dictionaries(st.sampled_from(BIB_FIELDS), VALUE, min_size=1, max_size=9)


@settings(max_examples=120, deadline=None)
@given(TYPES, FIELDS)
def test_every_value_of_bibtex_is_placed_or_listed(kind: str, fields: dict[str, str]) -> None:
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    (draft,) = found_in(f"@{kind}{{key,\n{body}\n}}\n").entries
    told = sorted(one.name for one in (*draft.placed, *draft.listed))
    assert told == sorted(fields)
    for one in (*draft.placed, *draft.listed):
        assert one.span.line == list(fields).index(one.name) + 2
    changed = {"doi", "url", "eprint", "archiveprefix", "month", "type", "entrysubtype", "note"}
    has_latex = any("\\" in value or "and" in value for value in fields.values())
    if not has_latex and not changed & {one.name for one in draft.placed}:
        assert list(lost_words(draft)) == []


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(CSL_FIELDS), VALUE, min_size=1, max_size=9))
def test_every_value_of_csl_is_placed_or_listed(fields: dict[str, str]) -> None:
    (draft,) = found_in(json.dumps([{**fields, "title": "On mills"}]), "json").entries
    told = sorted(one.name for one in (*draft.placed, *draft.listed))
    assert told == sorted({**fields, "title": ""})


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(RIS_TAGS), VALUE), min_size=1, max_size=9))
def test_every_value_of_ris_is_placed_or_listed(lines: list[tuple[str, str]]) -> None:
    body = "".join(f"{tag}  - {value}\n" for tag, value in lines)
    (draft,) = found_in(f"TY  - JOUR\n{body}ER  - \n", "ris").entries
    told = sorted(one.name for one in (*draft.placed, *draft.listed))
    assert told == sorted(["TY", *(tag for tag, _ in lines if tag != "ID")])


PIECES = st.sampled_from([
    "@", "{", "}", '"', ",", "=", "#", "(", ")", "\n", "\\", "$", "%", "&", " ", "~", "article",
    "@string", "@comment", "title", "author", " and ", "\\emph", "\\'", "year", "2021", "crossref",
    "xdata", "key", "é", "TY  - ", "ER  - ", "AU  - ", "[", "]", ":", '"title"', '"issued"',
    "date-parts", "null", "\\u00", "\x00", "\u2028",
])  # fmt: skip


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_gives_entries_or_problems(kind: str, text: str) -> None:
    found = found_in(text, kind)
    found.listing()
    for problem in found.problems:
        assert problem.span is not None and problem.excerpt is not None


@pytest.mark.parametrize("kind", READERS)
@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_entries_or_an_error(kind: str, data: bytes) -> None:
    try:
        READERS[kind]("refs", data)
    except InputError as error:
        told = error
        assert {problem.code for problem in told.problems} <= {"E102", "E103"}


DOUBLED = "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(59))


@pytest.mark.parametrize(
    "text",
    [
        "@article{a, title = " + "{" * 3000 + "x" + "}" * 3000 + "}",
        "@article{a, title = {" + r"\emph{" * 500 + "x" + "}" * 500 + "}}",
        "@article{a, author = {" + " and ".join(["A B"] * 5000) + "}}",
        "@article{a, title = {" + "$" * 9999 + "}}",
        "@string{a = a # a # a}@misc{x, title = a}",
        "@string{s0 = {ab}}\n" + DOUBLED + "@misc{x, title = s59}",
        "".join(f"@misc{{k{n}, crossref={{k{n + 1}}}}}\n" for n in range(300)),
    ],
    ids=["braces", "commands", "names", "dollars", "itself", "doubling", "chain"],
)  # fmt: skip
def test_hostile_files_end_soon(text: str) -> None:
    assert read_bibtex("refs.bib", text.encode()).name == "refs.bib"


@pytest.mark.parametrize("text", [
    r"On \emph{E. coli} and $\alpha$-decay: R\&D", r"{DNA} in 100\% of {\"a}ll", r"a -- b ``c''",
    r"\href{https://example.org}{A \emph{b}} c", r"\textbf{\emph{x}}y \unknown{a}{b}", r"$x^2$~m",
    r"\enquote{a}, \textsuperscript{2}\,kg", r"{\em all} of it", r"{a {b} \emph{c{d}}}$5$", r"a\_c",
])  # fmt: skip
def test_a_value_is_read_in_pieces_as_it_is_as_a_whole(text: str) -> None:
    whole = markdown_of(rf"\relax {text}")  # a switch, so that what follows is not cut
    assert markdown_of(text) == whole
    assert pieces_of(text, frozenset()) is not None
    assert pieces_of(rf"\relax {text}", frozenset({"relax"})) is None
