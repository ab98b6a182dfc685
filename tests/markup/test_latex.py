"""LaTeX pasted from BibTeX is read; what only looks like it stays as typed."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.building.build import build_cv
from cvgen.markup.html import unread_html
from cvgen.markup.inline import parse_inline, plain_text
from cvgen.markup.latex import convert_markup, from_latex, without_braces
from cvgen.remarks.markup import markup_remarks
from cvgen.sections.publications.publication import Publication
from cvgen.source.yaml_source import read_yaml
from tests.helpers_cv import document_of, text_of_document
from tests.helpers_sweeps import few


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"a}", "ä"), (r"\{\"a}", "ä"), (r"\"{a}", "ä"), (r"\'e", "é"), (r"\'{\i}", "í"),
        (r"Stra\ss e", "Straße"), (r"Stra{\ss}e", "Straße"), (r"\O rsted", "Ørsted"),
        (r"\c{c}", "ç"), (r"Erd\H{o}s", "Erdős"), (r"\v{S}", "Š"), (r"\`a la", "à la"),
        (r"$\alpha$-Fe$_2$O$_3$", "α-Fe₂O₃"), (r"$10^{-3}$", "10⁻³"), (r"$90^\circ$", "90°"),
        (r"$\mathcal{O}(n \log n)$", "𝒪(n log n)"), (r"$p \leq 0.05$", "p ≤ 0.05"),
        (r"$k$-means", "k-means"), (r"$C^*$-algebra", "C*-algebra"), (r"${}^{13}$C", "¹³C"),
        (r"$\mathrm{MoS}_2$", "MoS₂"), (r"CO\textsubscript{2}", "CO₂"), (r"$x\to y$", "x→y"),
        ("pages 12--34", "pages 12–34"), ("Fig.~3", "Fig.\N{NO-BREAK SPACE}3"),
        (r"R\&D, 50\%", "R&D, 50%"), (r"{DNA} and {B}ayesian {{Deep}}", "DNA and Bayesian Deep"),
        (r"\textit{In {E}. coli}", "In E. coli"), (r"{\em In vivo}", "In vivo"),
        ("``so'' called", '"so" called'), (r"\LaTeX{} now", "LaTeX now"), (r"\{0,1\}", "{0,1}"),
        (r"$10^{-3}$~mbar", "10⁻³\N{NO-BREAK SPACE}mbar"), (r"50\%~of", "50%\N{NO-BREAK SPACE}of"),
        (r"5\,K", "5\N{NARROW NO-BREAK SPACE}K"), (r"10\;$\mu$m", "10\N{NARROW NO-BREAK SPACE}μm"),
        (r"$5\,\mathrm{K}$", "5\N{NARROW NO-BREAK SPACE}K"), (r"hy\-phen, a\!b", "hyphen, ab"),
        (r"\(y\) and \(\alpha\)-Fe", "y and α-Fe"), (r"\(see it\)", "see it"), (r"$$x^2$$", "x²"),
    ],
)  # fmt: skip
def test_latex_is_read(latex: str, text: str) -> None:
    found, unread = from_latex(latex)
    assert (plain_text(parse_inline(found)), unread) == (text, ())
    assert from_latex(found)[0] == found


@pytest.mark.parametrize(
    "text",
    [
        "$5 million", "US$", "between $5 and $6 a day", "US$5-US$6", r"C:\path\to", "A* search",
        "US$$5 and $$6",
        "https://x.example/~ada", "{0,1}-matrices",
        "the --fast flag", "~/bin", "${HOME}", "`{x}` and ``$x$``", "100 % sure",
    ],
)  # fmt: skip
def test_what_only_looks_like_latex_stays(text: str) -> None:
    assert from_latex(text) == (text, ())


def test_braces_leave_no_placeholders() -> None:
    assert from_latex("\ue000 {{}} {0,1} {DNA} \\{")[0] == "\ue000 {} {0,1} DNA {"
    assert without_braces("\ue001 {} {x,y} {DNA}") == "\ue001 {} {x,y} DNA"


@pytest.mark.parametrize(
    "latex",
    [
        r"$\frac{a+b}{c}$",
        r"\foo{x}",
        "$x_b$",
        r"\SI{5}{\kelvin}",
        r"\SI[a=b]{5}{\kilo\gram\per\metre^{2}}",
        r"\foo{a}{b}{c}",
        r"\(x_{a\)",
        r"regex \d+",
    ],
)
def test_what_is_not_understood_stays_and_is_warned_of(latex: str) -> None:
    text, unread = from_latex(f"On {latex} here")
    assert (text, len(unread)) == (f"On {latex} here", 1)
    entry = {"title": latex, "url": "https://ada.example/~a"}
    data = yaml.safe_dump({"name": "A B", "sections": {"publications": [entry]}})
    source = read_yaml("ada.yaml", data.encode())
    ((code, line),) = [
        (problem.code, problem.span and problem.span.line)
        for problem in markup_remarks(source, build_cv(source))
    ]
    assert (code, line) == ("W242", 4)


@settings(max_examples=few(150), deadline=None)
@given(st.text(alphabet=r"ab1 \$_^{}*~`'-[]()", max_size=16))
def test_any_text_is_read_without_an_error(text: str) -> None:
    found, unread = from_latex(text)
    assert from_latex(text) == (found, unread)
    if not set(text) & set(r"\$~{`") and "--" not in text:
        assert found == text


def test_every_field_of_a_publication_is_read_but_addresses() -> None:
    entry = {
        "title": {"text": r"\"Uber {DNA}", "short": r"$\alpha$"},
        "authors": r"M{\"u}ller, J{\"o}rg",
        "venue": {"acronym": r"R\&D", "name": r"Zeitschrift f{\"u}r Tests"},
        "publisher": r"Verlag \& S{\"o}hne",
        "url": r"https://ada.example/~a/{b}",
    }
    text = yaml.safe_dump({"name": "A B", "sections": {"publications": [entry]}})
    said = text_of_document(document_of(text))
    for part in ("Über DNA", "Jörg Müller", "R&D", "Zeitschrift für Tests", "Verlag & Söhne"):
        assert part in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "https://ada.example/~a/{b}" in repr(document_of(text))


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("CO<sub>2</sub>-fixing <i>in vitro</i>", "CO₂-fixing in vitro"),
        ("10<sup>−3</sup>", "10⁻³"),
        ("&lt;i&gt;E. coli&lt;/i&gt; K12", "E. coli K12"), ("<i>H<SUB>2</SUB>O</i>", "H₂O"),
        ("&alpha;-synuclein, &#946;, R&amp;D", "α-synuclein, β, R&D"), ("<i>p</i>53", "p53"),
        ("PM<sub>2.5</sub>", "PM₂.₅"), ("<jats:italic>N</jats:italic>-alkyl", "N-alkyl"),
        ("<p>One<br/>two</p>", "One two"), ("<scp>d</scp>-glucose", "d-glucose"),
        ("Map<String> & AT&T; a<b &bogus;", "Map<String> & AT&T; a<b &bogus;"),
        ("<b>$\\alpha$</b>", "α"), ("`<i>x</i>`", "<i>x</i>"),
    ],
)  # fmt: skip
def test_html_of_titles_is_read(html: str, text: str) -> None:
    found = convert_markup(html)
    assert (plain_text(parse_inline(found)), unread_html(html)) == (text, ())
    assert convert_markup(found) == found


def test_html_of_style_is_set_in_it() -> None:
    runs = parse_inline(convert_markup("<i>in vitro</i> and <b>x</b>"))
    assert [(run.text, run.emphasis, run.strong) for run in runs][::2] == [
        ("in vitro", True, False), ("x", False, True),
    ]  # fmt: skip


@pytest.mark.parametrize("html", ["GABA<sub>A</sub>", "<mml:math>x</mml:math>", "<i>open"])
def test_html_that_is_not_read_is_a_warning(html: str) -> None:
    text = f"name: Ada\nsections:\n  publications:\n    - title: A {html} B\n"
    source = read_yaml("ada.yaml", text.encode())
    (problem,) = markup_remarks(source, build_cv(source))
    assert (problem.code, problem.where) == ("W242", "ada.yaml:4:14")


def test_entities_in_names_part_no_authors() -> None:
    entry = {"title": "T", "authors": "M&uuml;ller A, Example B"}
    names = [author.name for author in Publication.model_validate(entry).authors]
    assert names == ["Müller A", "Example B"]
