"""What a tag must not be: each wrong input with its exact place."""

from __future__ import annotations

import pytest

from tests.helpers_texts import marked, places, problems_of, values_of

VALUES = values_of(
    a="x", b="y", opening__position="Postdoc", opening__unit="Lab", me__name="Ada", deadline="May"
)


@pytest.mark.parametrize(
    ("text", "place", "part"),
    [
        ("{{ a() }}", "E721 1:5", "("),
        ("x {{ a.b(1) }}", "E721 1:9", "("),
        ("{{ a[0] }}", "E721 1:5", "["),
        ("{{ a['b'] }}", "E721 1:5", "["),
        ("{{ {} }}", "E721 1:4", "{"),
        ("{{ a + b }}", "E721 1:6", "+"),
        ("{{ a * 3 }}", "E721 1:6", "*"),
        ("{{ a ~ b }}", "E721 1:6", "~"),
        ("{{ a - b }}", "E721 1:6", "-"),
        ("{{ opening-unit }}", "E721 1:11", "-"),
        ("{{ a == b }}", "E721 1:6", "=="),
        ("{{ 'text' }}", "E721 1:4", "'text'"),
        ('{{ "text }}', "E721 1:4", '"'),
        ("{{ 3 }}", "E721 1:4", "3"),
        ("{{ 3.5 }}", "E721 1:4", "3.5"),
        ("{{ a.0x1 }}", "E721 1:6", "0x1"),
        ("{{ a.1_0 }}", "E721 1:6", "1_0"),
        ("{{ a, b }}", "E721 1:5", ","),
        ("{{ a b }}", "E721 1:6", "b"),
        ("{{ }}", "E721 1:4", "}}"),
        ("{{}}", "E721 1:3", "}}"),
        ("{{ .a }}", "E721 1:4", "."),
        ("{{ a. }}", "E721 1:7", "}}"),
        ("{{ a..b }}", "E721 1:6", "."),
        ("{{ a | }}", "E721 1:8", "}}"),
        ("{{ | upper }}", "E721 1:4", "|"),
        ("{{ a ? }}", "E721 1:6", "?"),
        ("{{ a § }}", "E721 1:6", "§"),
        ("{{ true }}", "E721 1:4", "true"),
        ("{{ none }}", "E721 1:4", "none"),
        ("{{ not a }}", "E721 1:4", "not"),
        ("{{ a if b }}", "E721 1:6", "if"),
        ("{{ a is defined }}", "E721 1:6", "is"),
        ("{{ a and b }}", "E721 1:6", "and"),
        ("{{ a in b }}", "E721 1:6", "in"),
        ("{{ a | uper }}", "E724 1:8", "uper"),
        ("{{ a | default }}", "E724 1:8", "default"),
        ("{{ a | upper | lowr }}", "E724 1:16", "lowr"),
        ("{{ a | upper.x }}", "E724 1:8", "upper.x"),
        ("{{ a | replace('x', 'y') }}", "E721 1:15", "("),
        ("{{- a }}", "E721 1:3", "-"),
        ("{{ a -}}", "E721 1:6", "-"),
        ("x {%- if a %}{% endif %}", "E721 1:5", "-"),
        ("{% if a %}{%+ endif %}", "E721 1:13", "+"),
        ("{# hidden #}", "E721 1:1", "{#"),
        ("{# hidden {{ }} #} {{ a }}", "E721 1:1", "{#"),
        ("{# open\n\nx", "E721 1:1", "{#"),
        ("x {{ a", "E721 1:3", "{{"),
        ("{{ a }", "E721 1:1", "{{"),
        ("{ a }}", "E721 1:5", "}}"),
        ("{{ a %}", "E721 1:6", "%}"),
        ("{% if a }}x{% endif %}", "E721 1:9", "}}"),
        ("100 %}", "E721 1:5", "%}"),
        ("{{{ a }}}", "E721 1:3", "{"),
        ("{ a }", "E721 1:1", "{ a }"),
        ("\\{{ a }}", "E721 1:1", "\\{{"),
        ("{{ " + "a." * 120 + "a }}", "E721 1:1", "{{"),
        ("{% for x in a %}{{ a }}{% endfor %}", "E721 1:4", "for"),
        ("{% set x = 1 %}", "E721 1:4", "set"),
        ("{% include 'x' %}", "E721 1:4", "include"),
        ("{% macro x() %}{% endmacro %}", "E721 1:4", "macro"),
        ("{% raw %}x{% endraw %}", "E721 1:4", "raw"),
        ("{% filter upper %}x{% endfilter %}", "E721 1:4", "filter"),
        ("{% %}", "E721 1:1", "{%"),
        ("{% esle %}", "E721 1:4", "esle"),
        ("{% if a %}x{% elseif b %}y{% endif %}", "E721 1:15", "elseif"),
        ("{% if %}x{% endif %}", "E721 1:7", "%}"),
        ("{% if a | upper %}x{% endif %}", "E721 1:11", "upper"),
        ("{% if a and b %}x{% endif %}", "E721 1:9", "and"),
        ("{%if a or b %}x{% endif %}", "E721 1:8", "or"),
        ("{% if not not a %}x{% endif %}", "E721 1:11", "not"),
        ("{% if a == 1 %}x{% endif %}", "E721 1:9", "=="),
        ("{% if a is defined %}x{% endif %}", "E721 1:9", "is"),
        ("{% if a %}x{% elif b > a %}y{% endif %}", "E721 1:22", ">"),
        ("{% if a %}x{% else b %}y{% endif %}", "E721 1:20", "b"),
        ("{% if a %}x{% endif a %}", "E721 1:21", "a"),
        ("{% if a %}x", "E721 1:1", "{% if a %}"),
        ("{% if a %}{% if b %}x{% endif %}", "E721 1:1", "{% if a %}"),
        ("x{% endif %}", "E721 1:2", "{% endif %}"),
        ("x\n{% else %}\ny", "E721 2:1", "{% else %}"),
        ("{% elif a %}", "E721 1:1", "{% elif a %}"),
        ("{% if a %}x{% else %}y{% elif b %}z{% endif %}", "E721 1:23", "{% elif b %}"),
        ("{% if a %}x{% else %}y{% else %}z{% endif %}", "E721 1:23", "{% else %}"),
        ("---\nsubject: x\n---\n\nDear", "E728 1:1", "---"),
        ("\ufeff---\r\nsubject: x\r\n---\r\n", "E728 1:1", "---"),
    ],
)
def test_a_wrong_tag_is_reported_at_its_place(text: str, place: str, part: str) -> None:
    problems = problems_of(text, VALUES)
    assert places(problems) == [place]
    assert marked(problems[0]) == part
    assert problems[0].hint


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("{{ opening.positon }}", "E722 1:4", "did you mean 'opening.position'?"),
        ("Dear\n\n {{me.nmae}}", "E722 3:4", "did you mean 'me.name'?"),
        ("{{ deadlin | upper }}", "E722 1:4", "did you mean 'deadline'?"),
        ("{% if deadlin %}x{% endif %}", "E722 1:7", "did you mean 'deadline'?"),
        ("{% if a %}x{% elif not deadlin %}x{% endif %}", "E722 1:24", "did you mean 'deadline'?"),
        ("{% if not a %}{{ deadlin }}{% endif %}", "E722 1:18", "did you mean 'deadline'?"),
        ("{{ opening }}", "E722 1:4", "available: opening.position, opening.unit"),
        ("{{ zzz }}", "E722 1:4", "available: a, b, opening, me, deadline"),
        ("{{ a | uper }}", "E724 1:8", "did you mean 'upper'?"),
        ("{{ a | q }}", "E724 1:8", "available: upper, lower, capitalize"),
        ("{% iff a %}", "E721 1:4", "did you mean 'if'?"),
        ("{% if a %}{% elsif b %}{% endif %}", "E721 1:14", "did you mean 'elif'?"),
        ("{% if a %}{% end if %}{% endif %}", "E721 1:14", "did you mean 'endif'?"),
        ("{ me.name }", "E721 1:1", "write `{{ me.name }}`"),
    ],
)
def test_the_nearest_name_is_in_the_hint(text: str, place: str, hint: str) -> None:
    problems = problems_of(text, VALUES)
    assert places(problems) == [place]
    assert problems[0].hint == hint


def test_all_problems_are_reported_at_once() -> None:
    text = (
        "{{ a() }} {# x #}\n{% for y in b %}\n{{ c | uper }}\n{% endfor %}\n{{ d\n\n}} {% if %}\n"
    )
    assert places(problems_of(text, VALUES)) == [
        "E721 1:5", "E721 1:11", "E721 2:4", "E724 3:8", "E721 5:1", "E721 7:1", "E721 7:4",
        "E721 7:10",
    ]  # fmt: skip


def test_deep_conditions_are_refused() -> None:
    text = "{% if a %}" * 11 + "x" + "{% endif %}" * 11
    (problem,) = problems_of(text, VALUES)
    assert places([problem]) == ["E721 1:101"]
    assert "10 deep" in problem.message
    assert problems_of("{% if a %}" * 10 + "x" + "{% endif %}" * 10, VALUES) == []


def test_problems_that_nobody_reads_are_not_collected() -> None:
    assert len(problems_of("{{ }}" * 10_000)) == 500
