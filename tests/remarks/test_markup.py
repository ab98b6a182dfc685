"""LaTeX and HTML outside publications: read in titles, a warning elsewhere."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from cvgen.building.build import build_cv
from cvgen.errors import Problem
from cvgen.remarks.markup import markup_remarks
from cvgen.source.yaml_source import read_yaml
from tests.helpers_cv import document_of, text_of_document

TITLE = r"On $\alpha$-Fe$_2$O$_3$, CO<sub>2</sub> and M\"uller"


def remarks_on(data: dict[str, Any]) -> list[Problem]:
    text = yaml.safe_dump({"name": "Ada Example"} | data, allow_unicode=True, width=9999)
    source = read_yaml("ada.yaml", text.encode())
    return markup_remarks(source, build_cv(source))


def remarks_on_text(text: str) -> list[Problem]:
    entry = {"role": "Chemist", "organization": "Works", "highlights": [text]}
    return remarks_on({"sections": {"experience": [entry]}})


@pytest.mark.parametrize(
    ("section", "entry"),
    [
        ("education", {"degree": "PhD", "thesis": TITLE}),
        ("education", {"degree": "PhD", "thesis": {"title": {"en": TITLE}, "date": "2020"}}),
        ("talks", TITLE),
        ("talks", {"title": {"text": "x", "short": "y"}, "event": "z"} | {"title": TITLE}),
        ("funding", {"title": TITLE}),
        ("patents", {"title": TITLE, "inventors": "M&uuml;ller A; Example A"}),
        ("projects", {"name": TITLE}),
        ("supervision", {"person": "Bob Muster", "topic": TITLE}),
        ("posters", {"type": "entries", "entries": [{"title": TITLE}]}),
    ],
)
def test_titles_are_read_as_in_publications(section: str, entry: Any) -> None:
    data = {"sections": {section: entry if "entries" in entry else [entry]}}
    assert remarks_on(data) == []
    text = yaml.safe_dump({"name": "Ada Example"} | data)
    assert "On α-Fe₂O₃, CO₂ and Müller" in text_of_document(document_of(text))


def test_what_cannot_be_read_in_a_title_is_named() -> None:
    (problem,) = remarks_on(
        {"sections": {"talks": [r"\foo{a}, \foo{b}, \foo{a}, \foo{c}, \foo{d}"]}}
    )
    assert problem.where.startswith("ada.yaml:4")
    assert problem.message.endswith(r": '\foo{a}', '\foo{b}', '\foo{c}' and 1 more")


@pytest.mark.parametrize(
    ("text", "piece", "plain"),
    [
        (r"With \textbf{DRIFTS}", r"\textbf{DRIFTS}", "**DRIFTS**"),
        (r"{\em x}", r"{\em x}", "*x*"),
        (r"M\"uller", r"\"u", "ü"), (r'M{\"u}ller', r'{\"u}', "ü"), (r"\"Uber it", r"\"U", "Ü"),
        (r"Andr\'e", r"\'e", "é"), (r"\v{S}koda", r"\v{S}", "Š"), (r"Stra{\ss}e", r"{\ss}", "ß"),
        (r"$O(n^2)$ time", "$O(n^2)$", "O(n²)"), (r"$\sim$5", r"$\sim$", "∼"),
        (r"\(\alpha\)-x", r"\(\alpha\)", "α"), (r"\LaTeX and R", r"\LaTeX", "LaTeX"),
        (r"\SI{5}{\kelvin}", r"\SI{5}{\kelvin}", None), (r"\cite{x}", r"\cite{x}", None),
        ("H<sub>2</sub>", "<sub>2</sub>", "₂"), ("<i>in situ</i>", "<i>in situ</i>", "*in situ*"),
        ("&alpha;-x", "&alpha;", "α"), ("a<br>b", "<br>", None),
        (r"Ran 5\,K lines", r"\,", None), (r"R\&D", r"\&", "&"), (r"up 5\%", r"\%", "%"),
        (r"\$5M saved", r"\$", "$"), (r"\#1 in looms", r"\#", "#"), (r"Dr.\ Lind", r"\ ", None),
        ("approx.~5 mm", "~", None),
    ],
)  # fmt: skip
def test_clear_markup_elsewhere_is_a_warning(text: str, piece: str, plain: str | None) -> None:
    (problem,) = remarks_on_text(text)
    assert (problem.code, problem.message.endswith(f": '{piece}'")) == ("W242", True)
    assert (f"`{plain}`" in str(problem.hint)) == (plain is not None)


@pytest.mark.parametrize(
    "text",
    [
        "$5 million", "between $5 and $6", r"C:\path\to", r"C:\new\{guid}", "Map<String>",
        "${HOME}", "a < b and c > d", "AT&T; R&D", "p < 0.05 & q > 3;", "`$x^2$` and `<i>x</i>`",
        "x_1^2",
        r"don\'t, it\'s, dell\'arte, l\'eau, aujourd\'hui", r"said \"hello\" and \"Every day\"",
        r"regex \d{3} and \w+ \p{L}", "$HOME/my_dir:$PATH", "List<i> of <b>", r"\*x\* \_x\_ 1\. x",
        "https://x.example/?a=1&amp;b=2", r"C:\%temp%", "https://a.example/~lind", "cf. ~50",
        r"\_(ツ)_/", r"regex \d+\, no",
    ],
)  # fmt: skip
def test_what_only_looks_like_markup_is_none(text: str) -> None:
    assert remarks_on_text(text) == []


def test_every_text_is_looked_at_but_addresses() -> None:
    data = {
        "name": r"Ada M\"uller",
        "summary": "A <b>chemist</b>",
        "links": [{"network": "Home", "url": "https://ada.example/<i>x</i>"}],
        "sections": {"publications": {"note": r"\emph{All}", "entries": [{"title": r"\emph{A}"}]}},
    }
    assert [problem.message.rsplit(": ")[-1] for problem in remarks_on(data)] == [
        r"""'\"u'""", r"""'\emph{All}'""", "'<b>chemist</b>'",
    ]  # fmt: skip
