"""Inline Markdown: four marks, and everything else as typed."""

from __future__ import annotations

import pytest

from cvgen.markup.inline import (
    Run,
    is_safe_url,
    literal,
    parse_inline,
    plain_text,
    refused_in,
)
from tests.helpers_steps import steps

URL = "https://example.org/a"


def strong(text: str) -> Run:
    return Run(text, strong=True)


def emphasis(text: str) -> Run:
    return Run(text, emphasis=True)


def both(text: str) -> Run:
    return Run(text, strong=True, emphasis=True)


def code(text: str) -> Run:
    return Run(text, code=True)


@pytest.mark.parametrize(
    "text",
    [
        "Ada", "NO", "1.10", "07", "C#", "F#", "C++", "Map<String> generics",
        "<script>alert(1)</script>",
        "AT&T", "&amp;", "R&D", "$100", "$x$", "snake_case_name", "_not emphasis_", "__init__",
        "a_b_",
        "# not a heading", "- not a list", "1. not a list", "> not a quote", "| a | b |",
        "~~gone~~",
        "![image](x)", "[not a link]", "[a] (b)",
        "[1](note)", "a [] b", "[](x)", "^up^", "H~2~O", "{brace}", "{{ x }}",
        "{% x %}",
        "50 % – 60 %", "C:\\Users\\ada", "\\n", "\\_", "\\# x", "100\\%", "Scaled - then sold",
        "a -- b",
        "\N{EM DASH}", "naïve café", "李四", "שלום", "👩‍🔬", "soft\u00adhyphen", "no\u00a0break",
        "nar\u202frow",
    ],
)  # fmt: skip
def test_everything_that_is_not_a_mark_is_literal(text: str) -> None:
    assert parse_inline(text) == (Run(text),)


@pytest.mark.parametrize(
    "text",
    [
        "CORE A*", "A*", "A*AA", "A* and B*", "Name*", "5*", "2 * 3 * 4", "2*3*4", "a * b", "*",
        "**", "***",
        "****", "a ****", "**** a ****", "* a", "a *", "* a *", "** a **", "*a", "**a", "a*", "a**",
        "**a*", "*a**", "f(*args)",
        "f(*args, **kwargs)", "*args", "**kwargs", "int*", "int *p", "**2**nd", "*a*b", "a*b*",
        "a**b**c",
        "4.5*/5*", "(A*)", "rank A* (CORE)", "`", "``", "` a", "a `", "``a`", "`a``", "[a](b",
        "[a]b)", "[a",
        "a](b)", "[a](x", "[*a](b)",
    ],
)  # fmt: skip
def test_a_mark_that_is_not_closed_or_not_at_a_word_is_literal(text: str) -> None:
    assert parse_inline(text) == (Run(text),)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("**a**", (strong("a"),)),
        ("*a*", (emphasis("a"),)),
        ("***a***", (both("a"),)),
        ("`a`", (code("a"),)),
        ("a **b** c", (Run("a "), strong("b"), Run(" c"))),
        ("**a** and **b**", (strong("a"), Run(" and "), strong("b"))),
        ("**a b**, c", (strong("a b"), Run(", c"))),
        ("(**a**)", (Run("("), strong("a"), Run(")"))),
        ("“*a*”", (Run("“"), emphasis("a"), Run("”"))),
        ("**a**: b", (strong("a"), Run(": b"))),
        ("**a *b* c**", (strong("a "), both("b"), strong(" c"))),
        ("*a **b** c*", (emphasis("a "), both("b"), emphasis(" c"))),
        ("***a** b*", (both("a"), emphasis(" b"))),
        ("***a* b**", (both("a"), strong(" b"))),
        ("**a** *b*", (strong("a"), Run(" "), emphasis("b"))),
        ("**2×**", (strong("2×"),)),
        ("**C#**", (strong("C#"),)),
        ("**40 %**", (strong("40 %"),)),
        ("**A***", (strong("A*"),)),
        ("**李四**", (strong("李四"),)),
        ("*a*, A*", (emphasis("a"), Run(", A*"))),
        ("A* and *b*", (Run("A* and "), emphasis("b"))),
        ("**a\nb**", (strong("a b"),)),
    ],
)
def test_stars_are_strong_and_emphasis(text: str, runs: tuple[Run, ...]) -> None:
    assert parse_inline(text) == runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("`a*b*c`", (code("a*b*c"),)),
        ("`**a**`", (code("**a**"),)),
        ("`[a](https://b.c)`", (code("[a](https://b.c)"),)),
        ("`<b>`", (code("<b>"),)),
        ("`a\\*`", (code("a\\*"),)),
        ("``a`b``", (code("a`b"),)),
        ("`a` `b`", (code("a"), Run(" "), code("b"))),
        ("**`a`**", (Run("a", strong=True, code=True),)),
        ("**a `b**` c**", (strong("a "), Run("b**", strong=True, code=True), strong(" c"))),
        ("run `cvgen new`!", (Run("run "), code("cvgen new"), Run("!"))),
    ],
)
def test_nothing_inside_code_is_a_mark(text: str, runs: tuple[Run, ...]) -> None:
    assert parse_inline(text) == runs


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        (f"[a]({URL})", (Run("a", href=URL),)),
        (f"see [a b]({URL}).", (Run("see "), Run("a b", href=URL), Run("."))),
        (f"[**a** b]({URL})", (Run("a", strong=True, href=URL), Run(" b", href=URL))),
        (f"**[a]({URL})**", (Run("a", strong=True, href=URL),)),
        (f"[`a`]({URL})", (Run("a", code=True, href=URL),)),
        (f"[a]( {URL} )", (Run("a", href=URL),)),
        ("[a](mailto:ada@example.org)", (Run("a", href="mailto:ada@example.org"),)),
        ("[a](tel:+441234)", (Run("a", href="tel:+441234"),)),
        ("[a](HTTPS://example.org)", (Run("a", href="HTTPS://example.org"),)),
        ("[a](https://x.y/z_(b))", (Run("a", href="https://x.y/z_(b)"),)),
        ("[a](https://x.y/*b*)", (Run("a", href="https://x.y/*b*"),)),
        (f"[\\[1\\]]({URL})", (Run("[1]", href=URL),)),
        (f"x[a]({URL})", (Run("x"), Run("a", href=URL))),
        (f"[[a]({URL})]", (Run("["), Run("a", href=URL), Run("]"))),
    ],
)
def test_links_lead_to_their_address(text: str, runs: tuple[Run, ...]) -> None:
    assert parse_inline(text) == runs


UNSAFE = [
    "javascript:alert", "JavaScript:alert", "data:text/html,x", "vbscript:x", "file:///etc/passwd",
    "//evil.example", "/etc/passwd", "../x", "example.org", "", "#top", "https", "https:",
    "https://", "mailto:", "tel:",
    "https:/example.org", "https:///x", ":x", "blob:x", "https://a b", "xhttps://a.b",
    "https://a.b\njavascript:x",
]  # fmt: skip


@pytest.mark.parametrize("url", UNSAFE)
def test_an_address_that_could_run_or_leads_nowhere_makes_no_link(url: str) -> None:
    assert not is_safe_url(url)
    found = [run for run in parse_inline(f"[a]({url})") if run.href]
    assert all(run.text == run.href for run in found)  # a bare address at most, and no label


@pytest.mark.parametrize(
    "url", ["https://a.b", "http://a.b", "mailto:a@b.c", "tel:1", "HTTP://A.B"]
)
def test_addresses_of_pages_mail_and_phones_are_safe(url: str) -> None:
    assert is_safe_url(url)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (r"\*a\*", "*a*"),
        (r"\`a`", "`a`"),
        (r"\[a](https://b.c)", "[a](https://b.c)"),
        (r"\\*a*", r"\a"),
        (r"*a\* b*", "a* b"),
        (r"\a \# \_ \<", r"\a \# \_ \<"),
        ("a\\", "a\\"),
    ],
)
def test_a_backslash_makes_a_mark_literal_and_nothing_else(text: str, plain: str) -> None:
    assert plain_text(parse_inline(text)) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  a  b  ", "a b"),
        ("a\nb", "a b"),
        ("a\r\nb", "a b"),
        ("a\n\n\nb", "a b"),
        ("a\tb", "a b"),
        ("a\u2028b\x85c", "a b c"),
        ("10\u00a0000\u202fm", "10\u00a0000\u202fm"),
        ("a\u2009b", "a b"),
    ],
)
def test_white_space_is_one_space_unless_it_must_not_break(text: str, plain: str) -> None:
    assert plain_text(parse_inline(text)) == plain


@pytest.mark.parametrize("text", ["", " ", "\n", "\t \n"])
def test_empty_text_has_no_runs(text: str) -> None:
    assert parse_inline(text) == ()


def test_neighbours_of_one_style_are_one_run() -> None:
    assert parse_inline(r"a\*b [c d") == (Run("a*b [c d"),)


def test_a_literal_text_is_one_run_in_the_style_asked_for() -> None:
    assert literal("*a*", strong=True) == (Run("*a*", strong=True),)
    assert literal("") == ()


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        (f"[a]({URL})", []),
        ("[a](javascript:x) and [b](y)", ["javascript:x", "y"]),
        ("**[a](javascript:x)**", ["javascript:x"]),
        ("`[a](javascript:x)`", []),
        (r"\[a](javascript:x)", []),
        ("no [link] (here)", []),
        ("[**a**](x)", ["x"]),
        ("[`a`](x)", ["x"]),
        ("`a`[b](x)`c`", ["x"]),
    ],
)
def test_a_link_that_is_refused_can_be_reported(text: str, refused: list[str]) -> None:
    assert refused_in(text).unsafe == refused


@pytest.mark.sweep("cvgen/markup", kinds=(), keep=4)
@pytest.mark.parametrize(
    "text",
    [
        "*a ",
        "**a ",
        "a* ",
        "`",
        "`a ``b ",
        "[",
        "[a](",
        "[a](b ",
        "***",
        "*a* ",
        "(",
        "\\",
        "\\*",
        "*`",
    ],
)
def test_twice_the_hostile_text_takes_about_twice_the_steps(text: str) -> None:
    def read(size: int) -> None:
        long = text * (size // len(text))
        parse_inline(long)
        refused_in(long)

    few, many = steps(lambda: read(1500)), steps(lambda: read(3000))
    assert many < 2.6 * few + 100
    read(20_000)  # and what a regular expression goes through, which is not counted, has an end
