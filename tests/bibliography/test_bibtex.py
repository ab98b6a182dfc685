"""BibTeX and biblatex: what each entry becomes, and what is told about it."""

from __future__ import annotations

from typing import Any

import pytest

from cvgen.bibliography.latex_text import address_of, markdown_of
from tests.bibliography.helpers_bibliography import entry_of, found_in, plain


@pytest.mark.parametrize(
    ("latex", "markdown"),
    [
        (r'Ex{\"a}mple \'{E}cole {\v S}a\v{r} Erd\H{o}s', "Exämple École Šař Erdős"),
        (r"{\L}uk\k{a}sz \aa{} \ss", "Łukąsz å ß"),
        (r"{DNA} and {{RNA}}", "DNA and RNA"),
        (r"R&D at 100% #1", "R&D at 100% #1"),
        (r"R\&D at 100\% \#1 a\_b", "R&D at 100% #1 a_b"),
        ("It costs $5", "It costs $5"),
        ("From $5 million to $6 million", "From $5 million to $6 million"),
        (r"$\alpha$-Fe$_2$O$_3$ at $10^{-3}$", "α-Fe₂O₃ at 10⁻³"),
        (r"\emph{E. coli}, {\em in vivo}, \textbf{bold}", "*E. coli*, *in vivo*, **bold**"),
        (r"anti\emph{body}", "antibody"),
        (r"a*b [c]", r"a\*b \[c\]"),
        (r"``quoted'' and \enquote{this}", "“quoted” and “this”"),
        ("1--9 and --- so", "1–9 and — so"),
        (r"\href{https://example.org/a_b}{the page}", "[the page](https://example.org/a_b)"),
        (r"\LaTeX{} and \TeX\ in {\sc Coq}", "LaTeX and TeX in Coq"),
        (r"\noopsort{b}Name", "Name"),
        (r"\textsuperscript{13}C \textcolor{red}{hot}", "¹³C hot"),
        (r"unbalanced { brace", "unbalanced brace"),
        ("CO<sub>2</sub> &amp; <i>E. coli</i> &#8211; x<br/>y", "CO₂ & *E. coli* – x y"),
        ("a < b > c, <i>x, <foo>y</foo>", "a < b > c, x, <foo>y</foo>"),
    ],
)  # fmt: skip
def test_latex_becomes_markdown(latex: str, markdown: str) -> None:
    assert markdown_of(latex) == (markdown, ())


def test_an_unknown_command_is_named_and_its_arguments_stay() -> None:
    assert markdown_of(r"A \mystery{word} and \other") == (
        r"A word and \\other", (r"\mystery", r"\other"),
    )  # fmt: skip


def test_an_address_is_not_read_as_latex() -> None:
    assert address_of(r"\url{https://example.org/a\_b~c%20d}") == "https://example.org/a_b~c%20d"


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("Example, Ada and Ben Muster", ["Ada Example", "Ben Muster"]),
        ("van der Beta, Cleo and Ludwig von Gamma", ["Cleo van der Beta", "Ludwig von Gamma"]),
        ("Muster, Jr., Ben", ["Ben Muster Jr."]),
        ("Ada Example, Ben Muster, Cleo Beta", ["Ada Example, Ben Muster, Cleo Beta"]),
        (r"Ada Example \& Ben Muster", [r"Ada Example \& Ben Muster"]),
        ("Ada Example and Ben Muster and", ["Ada Example", "Ben Muster"]),
        ("de la Cruz, Jr., María José", ["María José de la Cruz Jr."]),
        ("王, 小明 and 김, 민수 and スミス, ジョン", ["王小明", "김민수", "ジョン スミス"]),
        ("{World Mill Friends} and others",
         [{"name": "World Mill Friends", "corporate": "true"}, "et al."]),
        ("{The {\\LaTeX} Friends}", [{"name": "The LaTeX Friends", "corporate": "true"}]),
        ("Example*, Ada and Beta$^*$, Cleo",
         [{"name": "Ada Example", "equal": "true"}, {"name": "Cleo Beta", "equal": "true"}]),
        ("family=Example, given=Ada, prefix=van, useprefix=true and given={Ben A.}, family=Muster",
         ["Ada van Example", "Ben A. Muster"]),
        ("Garc{\\'i}a Sol, Luz", [{"name": "Luz García Sol", "family": "García Sol"}]),
        ("Example, A.; Muster, B.", ["Example, A.; Muster, B."]),
        ("{Barnes and Noble}", [{"name": "Barnes and Noble", "corporate": "true"}]),
    ],
)  # fmt: skip
def test_names(value: str, authors: list[Any]) -> None:
    made = entry_of(f"@misc{{a, title={{T}}, author = {{{value}}}}}")
    assert made["authors"] == authors


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ("year = 2021, month = mar", {"date": "2021-03"}),
        ('year = "2021", month = mar # "~12"', {"date": "2021-03-12"}),
        ("year = 2021, month = 3, day = 4", {"date": "2021-03-04"}),
        ("date = {2022-03/2022-05}", {"date": "2022-03..2022-05"}),
        ("date = {2022-03-01/..}", {"date": "2022-03-01"}),
        ("date = {2021-21}", {"date": "spring 2021"}),
        ("year = {2019--2021}", {"date": "2019..2021"}),
        ("year = {2021a}", {"date": "2021"}),
        ("year = {in press}", {"status": "in press"}),
        ("pubstate = {forthcoming}", {"status": "to appear"}),
        ("note = {Under review.}", {"status": "under review"}),
        ("note = {To appear in Mills}", {"note": "To appear in Mills"}),
    ],
)
def test_dates_and_status(fields: str, wanted: dict[str, str]) -> None:
    made = entry_of(f"@misc{{a, title = {{T}}, {fields}}}")
    assert {key: made[key] for key in made if key not in ("title", "type")} == wanted


@pytest.mark.parametrize(
    ("entry", "wanted"),
    [
        ("@article{a, journal={J}, number=2, pages={1--9}}",
         {"type": "journal", "venue": {"name": "J"}, "issue": "2", "pages": "1–9"}),
        ("@inproceedings{a, booktitle={Proc}, organization={ACM}, entrysubtype={workshop}}",
         {"type": "workshop", "venue": {"name": "Proc"}, "publisher": "ACM"}),
        ("@mastersthesis{a, school={Uni}}",
         {"type": "thesis", "genre": "Master's thesis", "institution": "Uni"}),
        ("@thesis{a, type={phdthesis}, institution={Uni}}",
         {"type": "thesis", "genre": "PhD thesis", "institution": "Uni"}),
        ("@techreport{a, institution={Lab}, number={TR-1}}",
         {"type": "report", "institution": "Lab", "issue": "TR-1"}),
        ("@misc{a, eprint={2101.12345}, archivePrefix={arXiv}}",
         {"type": "preprint", "arxiv": "2101.12345"}),
        ("@article{a, journal={arXiv preprint arXiv:2101.12345}}",
         {"type": "preprint", "arxiv": "2101.12345"}),
        ("@online{a, url={https://example.org/a_b}}",
         {"type": "other", "url": "https://example.org/a_b"}),
        ("@misc{a, howpublished={\\url{https://example.org/x}}}",
         {"type": "other", "url": "https://example.org/x"}),
        ("@dataset{a, doi={https://doi.org/10.5281/zenodo.1}, publisher={Zenodo}}",
         {"type": "dataset", "doi": "10.5281/zenodo.1", "publisher": "Zenodo"}),
        ("@patent{a, number={EP1}, holder={Mill Ltd}}",
         {"type": "patent", "issue": "EP1", "institution": "Mill Ltd"}),
        ("@article(a, journal = {Par)en})", {"type": "journal", "venue": {"name": "Par)en"}}),
    ],
)  # fmt: skip
def test_types_and_fields(entry: str, wanted: dict[str, Any]) -> None:
    close = entry[-1]
    made = entry_of(f"{entry[:-1]}, title = {{T}}{close}")
    del made["title"]
    assert made == wanted


CONF = """\
@string{acm = {ACM} # " Press"}
@inproceedings{paper, title = {On mills}, crossref = {conf}, pages = {1-2}}
@proceedings{conf, title = {Mill Conference}, year = 2020, publisher = acm, note = {Big}}
@book{mine, title = {My book}, author = {Ada Example}, xdata = {pub}}
@inbook{part, title = {A part}, author = {Ada Example}, crossref = {mine}}
@xdata{pub, publisher = {Mill Press}}
@misc{loop, title = {L}, crossref = {loop}}
"""


def test_strings_crossref_and_xdata() -> None:
    found = found_in(CONF)
    made = {draft.key: plain(draft) for draft in found.entries}
    assert list(made) == ["paper", "mine", "part", "loop"]
    assert made["paper"] == {
        "type": "conference", "title": "On mills", "venue": {"name": "Mill Conference"},
        "pages": "1–2", "publisher": "ACM Press", "date": "2020",
    }  # fmt: skip
    assert (made["mine"]["publisher"], made["part"]["publisher"]) == ("Mill Press", "Mill Press")
    assert made["part"]["venue"] == {"name": "My book"}
    ignored = [given.name for given in found.ignored]
    assert ignored == ["title", "year", "publisher", "note", "publisher"]
    assert found.problems == []


def test_an_inherited_value_stands_where_its_parent_has_it() -> None:
    paper = found_in(CONF).entries[0].items
    assert (paper["publisher"].span.line, paper["pages"].span.line) == (3, 2)


def test_a_broken_entry_is_named_and_the_others_are_read() -> None:
    text = "@book{a, title = {A}}\n@book{b, title = {B\n@book{c, title = {C}}\n@book{d title={D}}\n"
    found = found_in(text + "@book{e, title = {E}}\n")
    assert [draft.key for draft in found.entries] == ["a", "c", "e"]
    told = [(one.code, one.span and one.span.line) for one in found.problems]
    assert told == [("E775", 2), ("E775", 4)]


def test_each_value_has_its_place() -> None:
    text = '@book{key,\r\n  title = {On\r\n    mills},\r\n  year=2021, publisher = "P"}\r\n'
    (draft,) = found_in(text).entries
    places = {name: (node.span.line, node.span.column) for name, node in draft.items.items()}
    assert places["title"] == (2, 12)
    assert places["date"] == (4, 8)
    assert places["publisher"] == (4, 27)
    assert (draft.span.line, draft.span.column) == (1, 7)


def test_what_has_no_place_is_listed() -> None:
    (draft,) = found_in(
        "@book{a, title={T}, abstract={On {mills}}, isbn=1, keywords={x, y; z}, file={:a:PDF}}"
    ).entries
    assert [given.name for given in draft.listed] == ["abstract", "isbn", "keywords", "file"]
    assert draft.words == ("x", "y", "z")


PREAMBLE = r"""
@preamble{ "\ifx \undefined \emdash \def \emdash {---} \fi"
         # "\newcommand{\noop}[1]{} \def\work#1{{\em #1}}" }
@misc{a, title = {Mills\emdash{}by \work{wind} \noop{z}and water}, author = {\noop{x}Ada Example}}
"""


def test_commands_of_the_preamble_are_known() -> None:
    found = found_in(PREAMBLE)
    assert plain(found.entries[0])["title"] == "Mills—by *wind* and water"
    assert plain(found.entries[0])["authors"] == ["Ada Example"]
    assert found.problems == []


def test_quotation_marks_in_braces_end_no_value() -> None:
    text = '@misc{a, note = "{the "small" mill}, = x", title = {The "big" mill}, year = "2020"}\n'
    made = entry_of(text)
    assert made["note"] == 'the "small" mill, = x'
    assert (made["title"], made["date"]) == ('The "big" mill', "2020")


def test_only_abbreviations_that_are_shown_are_told() -> None:
    found = found_in("@misc{a, title = {T}, publisher = pub, acknowledgement = thanks}")
    assert [(one.code, one.message) for one in found.problems] == [
        ("W775", "the abbreviation 'pub' is not defined"),
    ]  # fmt: skip


def test_two_addresses_are_listed_and_not_joined() -> None:
    found = found_in("@misc{a, title={T}, url={https://a.example\n https://b.example}}")
    assert "url" not in found.entries[0].items
    assert [one.code for one in found.problems] == ["W779"]
    found = found_in("@misc{a, title={T}, url={https://a.example/long-\n path}}")
    assert found.entries[0].text("url") == "https://a.example/long-path"


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        (r"year = {{\noopsort{1973b}}1981}", "1981"),
        (r"year = {{\nothing{2020}}2021}", "2021"),
        (r"date = {2021-05\nothing{x}}", "2021-05"),
    ],
)
def test_commands_that_sort_years_are_no_part_of_them(fields: str, date: str) -> None:
    text = f'@preamble{{"\\newcommand{{\\nothing}}[1]{{}}"}} @misc{{k, title = {{T}}, {fields}}}'
    found = found_in(text)
    assert (plain(found.entries[0])["date"], found.problems, found.entries[0].listed) == (
        date,
        [],
        [],
    )


def test_a_preprint_of_dblp_is_one() -> None:
    for more in ("", ", eprinttype = {arXiv}, eprint = {2101.00002}"):
        text = f"@article{{k, title={{T}}, journal={{CoRR}}, volume={{abs/2101.00002}}{more}}}"
        made = entry_of(text)
        assert (made["type"], made["arxiv"]) == ("preprint", "2101.00002")
        assert "venue" not in made
        assert "volume" not in made


@pytest.mark.parametrize("value", ["{A} year = 2020", '"A" {B}', '{A} # "B" c', "2020 jan"])
def test_a_missing_comma_is_told_and_joins_no_fields(value: str) -> None:
    found = found_in(f"@misc{{k, title = {value}, note = {{N}}}} @misc{{l, title = {{L}}}}")
    assert [draft.key for draft in found.entries] == ["l"]
    (problem,) = found.problems
    assert problem.code == "E775"
    assert "'k' cannot be read: a comma is missing between two of its fields" in problem.message


@pytest.mark.parametrize("space", ["\x0b", "\x0c", "\x85", "\xa0", "\u2028"])
def test_rare_spaces_between_the_parts_of_a_value_are_spaces(space: str) -> None:
    found = found_in(f"@misc{{a, title={{T}}, note = {space}may # {space}{{ 3}}{space}}}")
    assert [entry.text("title") for entry in found.entries] == ["T"]
