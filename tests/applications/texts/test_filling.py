"""Values: plain ones come out letter by letter, Markdown ones only where they fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.applications.texts.markdown import paragraphs, sections
from cvgen.applications.texts.placeholders import parse
from cvgen.applications.texts.values import Value
from cvgen.document import Paragraph
from cvgen.markup.inline import plain_text
from tests.helpers_texts import letter, marked, places, problems_of, shown, statement, values_of

MARKS = st.text(st.sampled_from("*_`[]()<>#+-.!|~\\&;:/@ \"'=1a^{}%$"), min_size=1, max_size=12)
LETTERS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1, max_size=8
)
PLAIN = st.one_of(MARKS, LETTERS, st.builds(str.__add__, MARKS, LETTERS))


def through(template: str, value: str) -> str:
    """What a reader sees of ``template`` with the plain ``value``."""
    return letter(template, {"v": Value(value)})


@pytest.mark.parametrize(
    ("template", "before", "after"),
    [
        ("{{ v }}", "", ""),
        ("{{ v }}. Text", "", ". Text"),
        ("Text {{ v }} text", "Text ", " text"),
        ("Text\n{{ v }}\ntext", "Text ", " text"),
        ("**{{ v }}**", "", ""),
        ("- {{ v }}) x", "- ", ") x"),
        ("1. {{ v }}", "1. ", ""),
        ("[{{ v }}](https://example.org)", "", ""),
        ("{% if v %}\n{{ v }}\n{% endif %}", "", ""),
    ],
)
@given(value=PLAIN)
def test_a_plain_value_comes_out_letter_by_letter(
    template: str, before: str, after: str, value: str
) -> None:
    if value.strip():
        assert through(template, value) == f"{before}{value.strip()}{after}"


@given(PLAIN)
def test_a_plain_value_comes_out_letter_by_letter_in_a_heading(value: str) -> None:
    if value.strip():
        filled = parse("research.md", "### {{ v }}\n\nx").fill({"v": Value(value)})
        assert shown(sections(filled)) == f"== \n= {value.strip()}\nx"


@given(PLAIN, PLAIN)
def test_the_lines_of_a_plain_value_stay_lines(one: str, two: str) -> None:
    if one.strip() and two.strip():
        assert through("To {{ v }}", f"{one}\n {two}") == f"To {one.strip()}\n{two.strip()}"


@pytest.mark.parametrize(
    "value",
    ["C++", "C#", "R&D", "a*b*c", "_x_", "1. Preis", "# 1", "- x", "+ y", "> z", "2026", "=", "---",
     "<b>", "&amp;", "[a](https://b.org)", "![x](y)", "`x`", "a\\", "\\*", "~~a~~", "| a | b |",
     "[^1]", "**a**", "AT&T; x", "{{ x }}", "{% if a %}", "{# x #}", "a@b.org", "https://x.org/a_b"],
)  # fmt: skip
def test_what_looks_like_markdown_is_text(value: str) -> None:
    for template in ("{{ v }}", "{{ v }}. x", "x {{ v }}", "- {{ v }}"):
        assert value in through(template, value)


def test_a_number_at_the_start_of_a_line_is_not_the_number_of_an_item() -> None:
    assert through("{{ v }}. Foo", "2026") == "2026. Foo"
    assert through("- {{ v }}) Foo", "7") == "- 7) Foo"
    assert through("{{ v }}. Foo", "Ring\n1") == "Ring\n1. Foo"


def test_an_address_may_stand_between_angles_or_in_a_link() -> None:
    values = values_of(mail="ada_l@ex-ample.org", url="https://x.org/a_b*c")
    text = "<{{ mail }}> <{{ url }}> [page]({{ url }}) {{ url }}"
    (block,) = paragraphs(parse("letter.md", text).fill(values))
    assert isinstance(block, Paragraph)
    assert [(run.text, run.href) for run in block.text if run.href] == [
        ("ada_l@ex-ample.org", "mailto:ada_l@ex-ample.org"),
        ("https://x.org/a_b*c", "https://x.org/a_b*c"),
        ("page", "https://x.org/a_b*c"),
        ("https://x.org/a_b*c", "https://x.org/a_b*c"),
    ]
    assert letter("<{{ v }}> \\<{{ w }}>", values_of(v="not *one*", w="a_b_@x.org")) == (
        "<not *one*> <a_b_@x.org>"
    )


def test_markdown_values_are_markdown() -> None:
    why = Value("my *own* work,\nand [more](https://x.org)", markdown=True)
    filled = parse("letter.md", "Because of {{ why }}.").fill({"why": why})
    (block,) = paragraphs(filled)
    assert isinstance(block, Paragraph)
    assert plain_text(block.text) == "Because of my own work, and more."
    assert [run.text for run in block.text if run.emphasis or run.href] == ["own", "more"]


def test_several_paragraphs_fit_where_the_placeholder_stands_alone() -> None:
    values = {"why": Value("One.\n\n- two\n- three", True), "empty": Value("")}
    expected = "Dear\nOne.\n- two\n- three\nYours"
    assert letter("Dear\n\n{{ why }}\n\nYours", values) == expected
    assert letter("Dear\n\n{% if why %}\n{{ why }}\n{% endif %}\n\nYours", values) == expected
    assert letter("Dear\n\n{% if empty %}\nx\n{% endif %}\n{{ why }} \n\nYours", values) == expected
    assert letter("{{ why }}", values) == "One.\n- two\n- three"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Dear {{ why }}", "E726 1:6"),
        ("Dear\n{{ why }}", "E726 2:1"),
        ("{{ why }}\nYours", "E726 1:1"),
        ("{{ why }}.", "E726 1:1"),
        ("- {{ why }}", "E726 1:3"),
        ("- x\n\n  {{ why }}", "E726 3:3"),
        ("Dear\n\n{% if why %}\n{{ why }}\n{% endif %}\nYours", "E726 4:1"),
        ("{{ why }}{{ number }}", "E726 1:1"),
        ("`{{ number }}`", "E726 1:2"),
        ("x `a {{ number }} b`", "E726 1:6"),
        ("{{ one | upper }}", "E726 1:1"),
        ("**x** {{ empty }}", "E723 1:7"),
        ("{% if number %}\n\t{{ empty }}{% endif %}", "E723 2:2"),
        ("{{ control }}", "E729 1:1"),
        ("{{ long }}" * 2, "E729 1:11"),
    ],
)
def test_a_value_that_does_not_fit_is_reported_at_its_placeholder(text: str, place: str) -> None:
    values = {
        "why": Value("One.\n\nTwo.", True), "one": Value("*one*", True), "number": Value("T-1"),
        "empty": Value(" "), "control": Value("a\x07"), "long": Value("x" * 300_000),
    }  # fmt: skip
    assert place in places(problems_of(text, values))
    assert all(problem.hint for problem in problems_of(text, values))


def test_a_heading_has_one_line() -> None:
    (problem,) = problems_of("## On {{ v }}\n\nx", values_of(v="a\nb"), sections)
    assert places([problem]) == ["E726 1:7"]
    assert statement("## On x\n\ny") == "== On x\ny"


@pytest.mark.parametrize(
    ("text", "place", "part"),
    [
        ("Dear {{ short }}, see ~~this~~", "E725 1:23", "~~"),
        ("Dear {{ long }}, see ~~this~~", "E725 1:22", "~~"),
        ("{% if short %}\n{{ long }} **x\n{% endif %}\n", "E725 2:12", "**"),
        ("{% if short %}{{ long }}\n{% endif %}\n![x](y)\n", "E725 3:1", "![x](y)"),
        ("- {{ long }} \\*\n\n  <b>", "E725 3:3", "<b>"),
        ("{{ long | upper }} [x](y)", "E727 1:20", "[x](y)"),
        ("{{ md }}", "E725 1:1", "{{ md }}"),
        ("Dear {{ short }} and {{ md }} x", "E725 1:22", "{{ md }}"),
        ("{{ block }}\n\n> x", "E725 1:1", "{{ block }}"),
        ("é́x {{ long }} ~~x~~", "E725 1:16", "~~"),
        ("\ufeffx\r\n{{ long }}\r\n<i>\r\n", "E725 3:1", "<i>"),
        ("e\u0301 a\u00adb ![x](y) z", "E725 1:8", "![x](y)"),
    ],
)
def test_a_problem_of_the_filled_text_is_at_its_place_in_the_file(
    text: str, place: str, part: str
) -> None:
    values = {
        "short": Value("x"), "long": Value("a *long* value, with (marks)"),
        "md": Value("x ~~y~~ z", True), "block": Value("x\n\n> y", True),
    }  # fmt: skip
    first = problems_of(text, values)[0]
    assert (places([first]), marked(first)) == ([place], part)


def test_a_problem_in_a_value_names_the_value() -> None:
    (problem,) = problems_of("{{ md }}", {"md": Value("an ![x](y) z", True)})
    assert problem.message == "a text cannot contain a picture (in the value of 'md')"
