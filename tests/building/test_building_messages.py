"""Problems of a CV: reported in one run, each with its place, a caret and a hint."""

from __future__ import annotations

import pytest

from tests.helpers import (
    NAME,
    codes,
    marked,
    problem_of,
    problems_of,
    section,
    shown,
)

GOLDEN = {
    "unknown key": (
        section("experience", "- role: Engineer\n  bulets: [Did a thing]"),
        """\
ada.yaml:5:7: E201 unknown key 'bulets' in an experience entry
  |
5 |       bulets: [Did a thing]
  |       ^^^^^^
  = hint: did you mean 'highlights'?""",
    ),
    "key twice": (
        "name: Ada Example\nemail: ada@example.org\nname: Bo Sample\n",
        """\
ada.yaml:3:1: E107 the key 'name' is written twice
  |
3 | name: Bo Sample
  | ^^^^
  = hint: line 1 has the other; keep one of them""",
    ),
    "colon in a bullet": (
        section("awards", "- title: T\n  highlights:\n    - Won: a prize"),
        """\
ada.yaml:6:11: E201 unknown key 'Won' in a text
  |
6 |         - Won: a prize
  |           ^^^
  = hint: a text with ': ' in it needs quotes: 'Title: subtitle'""",
    ),
    "missing key": (
        section("publications", "- authors: [Ada Example]\n  venue: Journal of Examples"),
        """\
ada.yaml:4:7: E202 a publication entry needs 'title'
  |
4 |     - authors: [Ada Example]
  |       ^""",
    ),
    "date": (
        section("education", "- degree: MSc\n  start: 2005/06"),
        """\
ada.yaml:5:14: E205 '2005/06' is not a date
  |
5 |       start: 2005/06
  |              ^^^^^^^
  = hint: write 2005-06 for a month, or 2005..2006 for two years""",
    ),
    "order of dates": (
        section("education", "- degree: MSc\n  start: 2020\n  end: 2019"),
        """\
ada.yaml:6:12: E209 the end is before the start
  |
6 |       end: 2019
  |            ^^^^
  = hint: swap them, or correct the year""",
    ),
    "text for an entry": (
        section("experience", "- Engineer at Engines"),
        """\
ada.yaml:4:7: E203 an experience entry needs a mapping, not a text
  |
4 |     - Engineer at Engines
  |       ^^^^^^^^^^^^^^^^^^^
  = hint: write it as keys: `role: …` and `organization: …`""",
    ),
    "section of one's own": (
        section("jobs", "- role: Engineer\n  organization: Engines"),
        """\
ada.yaml:3:3: E213 the section 'jobs' needs a type
  |
3 |   jobs:
  |   ^^^^
  = hint: below `jobs:`, write `type: experience` and put the list below `entries:`""",
    ),
    "section outside of sections": (
        NAME + "experience:\n  - role: Engineer\n",
        """\
ada.yaml:2:1: E201 unknown key 'experience' in the CV
  |
2 | experience:
  | ^^^^^^^^^^
  = hint: put sections below the key `sections`, indented""",
    ),
    "sections as a list": (
        NAME + "sections:\n  - experience\n",
        """\
ada.yaml:3:3: E203 'sections' needs a mapping
  |
3 |   - experience
  |   ^
  = hint: write each section as `name:` with its entries below""",
    ),
    "wide characters": (
        NAME + "headline: {text: 李四, shrt: 李}\n",
        """\
ada.yaml:2:22: E201 unknown key 'shrt' in a text
  |
2 | headline: {text: 李四, shrt: 李}
  |                        ^^^^
  = hint: did you mean 'short'?""",
    ),
    "value": (
        NAME + "headline: {text: Engineer, visibility: secret}\n",
        """\
ada.yaml:2:40: E204 'visibility' cannot be 'secret'
  |
2 | headline: {text: Engineer, visibility: secret}
  |                                        ^^^^^^
  = hint: write 'public', 'personal' or 'private'""",
    ),
    "rule of a variant": (
        NAME + "variants:\n  mine:\n    sections:\n      - experience: {entris: 5}\n",
        """\
ada.yaml:5:22: E201 unknown key 'entris' in a section rule
  |
5 |       - experience: {entris: 5}
  |                      ^^^^^^
  = hint: did you mean 'entries'?""",
    ),
    "link that runs": (
        NAME + "headline: 'my [page](javascript:alert(1))'\n",
        """\
ada.yaml:2:11: E207 'javascript:alert(1)' is not an address a link may have
  |
2 | headline: 'my [page](javascript:alert(1))'
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  = hint: links start with http:, https:, mailto:, tel:""",
    ),
    "empty item": (
        section("awards", "- title: T\n-"),
        """\
ada.yaml:5:6: E208 the item is empty
  |
5 |     -
  |      ^
  = hint: remove it, or quote a text that starts with #""",
    ),
}


@pytest.mark.parametrize("name", GOLDEN)
def test_a_problem_reads_as_a_person_would_say_it(name: str) -> None:
    text, expected = GOLDEN[name]
    assert shown(text) == expected


ALL_AT_ONCE = """\
headline: {txt: a}
email: foo
language: english
sections:
  awards:
    - titel: x
    - awarder: B
      date: soon
    -
  exprience: []
  experience:
    - role: a
      start: 2021-13
      priority: 9
  own: {type: awads, entries: []}
variants: [x]
qqqq: z
"""


def test_all_problems_of_a_file_come_in_one_pass_in_the_order_of_their_places() -> None:
    found = [(p.span.line, p.code) for p in problems_of(ALL_AT_ONCE) if p.span]
    assert found == [
        (1, "E202"), (1, "E201"), (2, "E211"), (3, "E204"), (6, "E201"), (7, "E202"), (8, "E205"),
        (9, "E208"), (10, "E201"), (13, "E205"), (14, "E204"), (15, "E301"), (16, "E203"),
        (17, "E201"),
    ]  # fmt: skip


def test_a_misspelt_key_hides_what_it_stands_for_in_its_own_entry_only() -> None:
    assert codes(section("awards", "- titel: x")) == ["E201"]
    assert codes(section("awards", "- titel: x\n- date: 2021")) == ["E201", "E202"]
    assert codes("naem: Ada\nsections:\n  references:\n    - role: x\n      email: a@b.c\n") == [
        "E201",
        "E202",
    ]


def test_one_place_has_one_problem() -> None:
    assert codes(section("publications", "- title: [[a], {b: c}]")) in (["E203"], ["E203", "E201"])


def test_many_problems_are_found_in_a_blink() -> None:
    text = section("awards", "\n".join(f"- titl{n}: x" for n in range(1000)))
    assert len(problems_of(text)) >= 1000


@pytest.mark.parametrize(
    ("text", "under"),
    [
        (section("awards", "- title: A\n- title: ''"), "''"),
        (section("awards", "- A\n- ''"), "''"),
        (section("skills", "Tools: [a, '']"), "''"),
        (section("languages", "German: {level: ''}"), "''"),
        (section("service", "- venue: A\n  years: [2021, soon]"), "soon"),
        (section("service", "- venue: A\n  years: soon"), "soon"),
        (section("experience", "- role: A\n  roles:\n    - role: B\n      start: soon"), "soon"),
        (section("publications", "- title: A\n  venue: {name: ''}"), "''"),
        (section("awards", "- title: A\n  for: [a, {b: c}]"), "{b: c}"),
        (NAME + "facts: {Age: ''}\n", "''"),
        (NAME + "addresses: {postal: ''}\n", "''"),
        (NAME + "addresses: {postal: {text: A, visibility: secret}}\n", "secret"),
        (NAME + "links: [https://a.example, b_example]\n", "b_example"),
        (NAME + "links: {home: 'https://'}\n", "'https://'"),
        (NAME + "email: [a@b.c, d]\n", "d"),
        (NAME + "work_authorization: {status: A, until: soon}\n", "soon"),
        (NAME + "variants: {mine: {sections: [{awards: {since: soon}}]}}\n", "soon"),
        (NAME + "headline: [{text: A, for: x}, {text: B, priority: 9}]\n", "9"),
    ],
)
def test_the_caret_is_under_the_very_value(text: str, under: str) -> None:
    assert marked(problem_of(text)) == under
