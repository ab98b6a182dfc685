"""Every allowed form of a tag, filled; and Jinja itself as the judge of what they mean."""

from __future__ import annotations

import re
from typing import Any

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.applications.texts.placeholders import parse, without_placeholders
from cvgen.applications.texts.values import Value
from tests.helpers_texts import values_of

VALUES = values_of(
    a="one",
    b="two",
    empty="",
    blank=" \n",
    opening__position="Postdoc",
    cv__experience__0__role="PhD",
)


def filled(text: str, values: dict[str, Value] | None = None) -> str:
    return parse("letter.md", text).fill(VALUES if values is None else values).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ a }}", "one"),
        ("{{a}}", "one"),
        ("{{\ta\n}}", "one"),
        ("x{{ a }}{{ b }}y", "xonetwoy"),
        ("{{ opening.position }}", "Postdoc"),
        ("{{ opening . position }}", "Postdoc"),
        ("{{ cv.experience.0.role }}", "PhD"),
        ("{{ a | upper }}", "ONE"),
        ("{{ a|upper|lower }}", "one"),
        ("{{ a | capitalize }}", "One"),
        ("{{ cv.experience.0.role | capitalize }}", "PhD"),
        ("{{ opening.position | lower }}", "postdoc"),
        ("{% if a %}x{% endif %}", "x"),
        ("{%if a%}x{%endif%}", "x"),
        ("{% if empty %}x{% endif %}", ""),
        ("{% if blank %}x{% endif %}", ""),
        ("{% if not a %}x{% endif %}", ""),
        ("{% if not empty %}x{% endif %}", "x"),
        ("{% if empty %}x{% else %}y{% endif %}", "y"),
        ("{% if empty %}x{% elif a %}y{% else %}z{% endif %}", "y"),
        ("{% if empty %}x{% elif not a %}y{% else %}z{% endif %}", "z"),
        ("{% if empty %}x{% elif blank %}y{% elif b %}{{ b }}{% endif %}", "two"),
        ("{% if empty %}{{ empty }}{% endif %}", ""),
        ("{% if a %}{% if empty %}x{% else %}{% if b %}y{% endif %}{% endif %}z{% endif %}", "yz"),
        ("{% if opening.position %}{{ opening.position }}{% endif %}", "Postdoc"),
        ("no tags { } % # {x} 100 %", "no tags { } % # {x} 100 %"),
        ("", ""),
    ],
)
def test_every_allowed_form_is_filled(text: str, expected: str) -> None:
    assert filled(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x\n{% if a %}\ny\n{% endif %}\nz", "x\ny\nz"),
        ("x\n  {% if a %}  \ny\n\t{% endif %}\nz", "x\ny\nz"),
        ("{% if a %}\ny\n{% endif %}", "y\n"),
        ("x\n{% if empty %}\ny\n{% else %}\nw\n{% endif %}\nz", "x\nw\nz"),
        (
            "x\n{% if a %}{% if b %} {% if a %}\ny\n{% endif %}{% endif %}\n{% endif %}\nz",
            "x\ny\nz",
        ),
        ("x {% if a %}\ny\n{% endif %} z", "x \ny\n z"),
        ("x\n{% if a %}y{% endif %}\nz", "x\ny\nz"),
        ("x\n{% if a %} {{ b }}\n{% endif %}\nz", "x\n two\nz"),
        ("x\n{% if\na %}\ny\n{% endif %}\nz", "x\ny\nz"),
        ("x\r\n{% if a %}\r\ny\r\n{% endif %}\r\nz", "x\ny\nz"),
        ("\ufeff{% if a %}\ny\n{% endif %}\n", "y\n"),
    ],
)
def test_a_line_with_only_tags_vanishes_with_its_break(text: str, expected: str) -> None:
    assert filled(text) == expected


SPACE = st.sampled_from(["", " ", "\n", "\n\n", "\n  "])
LEAF = st.sampled_from(["{{ a }}", "{{a|upper}}", "{{ a.b.0 | lower }}", "x", "}x", "{ ", "%x"])
TEST = st.sampled_from(["a", "not a", "e", "not e", "a.b.0", "not a.c"])
"""Conditions on values that are there, and on empty ones."""


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Conditions with all their parts around ``inner``, and texts in a row."""
    condition = st.tuples(TEST, SPACE, inner, TEST, SPACE, inner, SPACE).map(
        lambda p: (
            f"{{% if {p[0]} %}}{p[1]}{p[2]}{{% elif {p[3]} %}}{p[4]}{p[5]}{{%else%}}{p[6]}y"
            "{% endif %}"
        )
    )
    return st.one_of(condition, st.lists(st.one_of(inner, SPACE), max_size=4).map("".join))


@given(st.recursive(LEAF, nested, max_leaves=8))
def test_what_is_taken_means_the_same_to_jinja(text: str) -> None:
    only_tags = re.compile(r"^[ ]*((?:\{%[^%]*%\}[ ]*)+)(?:\n|\Z)", re.MULTILINE)
    marked = only_tags.sub(lambda found: re.sub(r"%\} +", "%}", found[1]), text)
    environment = jinja2.Environment(keep_trailing_newline=True, autoescape=False)
    deep: Any = type("Deep", (str,), {"b": ["Deep"], "c": ""})("word")
    expected = environment.from_string(marked).render(a=deep, e="")
    assert filled(text, values_of(a="word", e="", a__b__0="Deep", a__c="")) == expected


def test_names_are_listed_with_their_places() -> None:
    text = "Dear {{ a }},\n{% if not b.c %}x{% elif  d %}{{ e.0 | upper }}{% endif %}"
    found = [
        (n.name, n.span.line, n.span.column, n.span.end_column) for n in parse("l", text).names
    ]
    assert found == [("a", 1, 9, 10), ("b.c", 2, 11, 14), ("d", 2, 27, 28), ("e.0", 2, 34, 37)]


def test_a_text_for_one_line_is_filled_without_escapes() -> None:
    template = parse("letter.md", "Example_{{ number }}: {{ why }}!")
    values = {"number": Value("T-1_2 *b*"), "why": Value("my *own*\n[work](https://x.org)", True)}
    assert template.fill(values, plain=True).text == "Example_T-1_2 *b*: my own work!"


def test_a_text_without_placeholders_may_have_braces() -> None:
    assert without_placeholders("form.md", "a {{ b }} {% c").text == "a {{ b }} {% c"
