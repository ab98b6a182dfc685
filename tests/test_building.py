"""From YAML to a Cv: every problem of a file in one pass, each with its place, caret and hint."""

from __future__ import annotations

from typing import Any

import pytest

from cvgen.building.validate import keys_of
from cvgen.model.entry import Entry
from cvgen.model.text import Text
from cvgen.sections import SECTION_TYPES
from tests.helpers import (
    FORMS,
    NAME,
    UNKNOWN,
    built,
    codes,
    entries_of,
    marked,
    problem_of,
    problems_of,
    section,
    section_of,
    shown,
    words,
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
  = hint: it stands first in line 1; keep one of them""",
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
ada.yaml:6:12: E209 the end lies before the start
  |
6 |       end: 2019
  |            ^^^^
  = hint: swap them, or mend the year""",
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
  = hint: sections stand below the key `sections`, indented""",
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


@pytest.mark.parametrize(("line", "key", "near"), UNKNOWN, ids=[line for line, *_ in UNKNOWN])
def test_an_unknown_key_is_an_error_everywhere_with_the_nearest_as_a_hint(
    line: str, key: str, near: str
) -> None:
    problem = problem_of(f"{NAME}{line}\n")
    assert (problem.code, problem.hint) == ("E201", f"did you mean '{near}'?")
    assert marked(problem) == key
    assert f"'{key}'" in problem.message


@pytest.mark.parametrize("kind", SECTION_TYPES.names())
def test_a_key_of_a_section_that_is_near_nothing_lists_those_there_are(kind: str) -> None:
    known = ", ".join(keys_of(SECTION_TYPES[kind].entry))
    hints = [
        p.hint for p in problems_of(section(kind, "- qqqqqq: a\n  date: 2021")) if p.code == "E201"
    ]
    assert hints == [f"there are: {known}"]


def test_what_fits_no_key_of_the_person_is_sent_to_facts_or_to_the_list() -> None:
    assert problem_of(f"{NAME}qqqqqq: x\n").hint is not None


REQUIRED = {
    "awards": "title", "bullets": "text", "certifications": "name", "entries": "title",
    "funding": "title",
    "languages": "language", "memberships": "organization", "pairs": "label", "patents": "title",
    "projects": "name",
    "publications": "title", "references": "name", "supervision": "person", "talks": "title",
    "teaching": "course",
    "text": "text",
}  # fmt: skip


@pytest.mark.parametrize(("kind", "key"), REQUIRED.items())
def test_an_entry_without_what_it_is_about_says_what_it_needs(kind: str, key: str) -> None:
    problem = problems_of(section(kind, "- location: Bristol\n  date: 2021"))[0]
    assert problem.code == "E202"
    assert problem.message.endswith(f"needs '{key}'")
    assert problem.span is not None
    assert (problem.span.line, problem.span.column) == (4, 7)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("headline: {short: x}", "'headline' needs 'text'"),
        ("facts: [{label: a}]", "'facts' needs 'value'"),
        ("work_authorization: [{country: UK}]", "'work_authorization' needs 'status'"),
        (
            "sections: {education: [{degree: a, thesis: {distinction: b}}]}",
            "'thesis' needs 'title'",
        ),
        ("sections: {experience: [{organization: a, roles: [{unit: b}]}]}", "'roles' needs 'role'"),
    ],
)
def test_a_part_that_lacks_a_key_is_named(line: str, message: str) -> None:
    assert problem_of(f"{NAME}{line}\n").message == message


@pytest.mark.parametrize(
    "text",
    [
        "headline: x\n",
        "headline: x\nname:\n",
        "sections:\n  awards: [a]\n",
        "name: ~\nemail: a@b.c\n",
    ],
)
def test_a_cv_without_a_name_needs_one(text: str) -> None:
    problem = problem_of(text)
    assert (problem.code, problem.message, problem.hint) == ("E202", "the CV needs 'name'", None)


def test_a_known_key_is_not_taken_for_a_part_of_a_text() -> None:
    assert problem_of(section("talks", "- event: B")).hint is None


def test_a_colon_in_a_text_is_told_from_a_missing_key() -> None:
    found = problems_of(section("awards", "- Prize: the best"))
    assert any("quotes" in str(problem.hint) for problem in found)


@pytest.mark.parametrize("text", ["- name: Ada\n", "Ada Example\n", "'name: Ada'\n", "[name]\n"])
def test_a_cv_is_a_mapping(text: str) -> None:
    problem = problem_of(text)
    assert (problem.code, problem.hint) == ("E203", "start with `name: Your Name`")


SHAPES = [
    ("name: [Ada]", "'name' needs a text, not a list"),
    ("name: {Ada: Example}", "'name' needs a text, not a mapping"),
    ("aliases: {a: b}", "'aliases' needs a list, not a mapping"),
    ("theme: [a]", "'theme' needs a text, not a list"),
    ("language: {en: x}", "'language' needs a text, not a mapping"),
    ("sections: x", "'sections' needs a mapping"),
    ("variants: [x]", "'variants' needs a mapping"),
    ("variants: {mine: x}", "the variant 'mine' needs a mapping, not a text"),
    ("sections: {experience: [[a]]}", "an experience entry needs a mapping, not a list"),
    ("sections: {experience: Engineer}", "an experience entry needs a mapping, not a text"),
    ("sections: {education: [{degree: a, thesis: [b]}]}", "'thesis' needs a mapping, not a list"),
    (
        "sections: {publications: [{title: a, authors: {b: c}}]}",
        "'authors' needs a list, not a mapping",
    ),
    (
        "sections: {publications: [{title: a, selected: [b]}]}",
        "'selected' needs true or false, not a list",
    ),
    ("sections: {experience: [{role: a, roles: b}]}", "'roles' needs a list, not a text"),
    (
        "sections: {experience: [{role: a, priority: [1]}]}",
        "'priority' needs a whole number, not a list",
    ),
    ("sections: {awards: [{title: a, times: x}]}", "'x' is not a whole number"),
    ("sections: {awards: [{title: a, times: 1}]}", "'times' is at least 2"),
]


@pytest.mark.parametrize(("line", "message"), SHAPES, ids=[line for line, _ in SHAPES])
def test_a_wrong_shape_says_what_belongs_there(line: str, message: str) -> None:
    text = line if line.startswith("name") else NAME + line
    assert [p.message for p in problems_of(f"{text}\n")] == [message]


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
    ("key", "hint"),
    [
        ("Experience", "did you mean 'experience'?"),
        ("publication", "did you mean 'publications'?"),
        ("skils", "did you mean 'skills'?"),
    ],
)
def test_a_section_near_a_known_one_is_a_typo(key: str, hint: str) -> None:
    problem = problem_of(section(key, "- a"))
    assert (problem.code, marked(problem)) == ("E201", key)
    assert str(problem.hint).startswith(hint)


@pytest.mark.parametrize(
    ("given", "hint"), [("awads", "did you mean 'awards'?"), ("zzz", "there are: awards, ")]
)
def test_a_type_that_is_none_is_refused(given: str, hint: str) -> None:
    problem = problem_of(f"{NAME}sections:\n  own: {{type: {given}, entries: [a]}}\n")
    assert (problem.code, marked(problem)) == ("E301", given)
    assert str(problem.hint).startswith(hint)


def text_values(entry: Entry) -> dict[str, Any]:
    """What an entry was given, texts as plain strings."""
    return {name: plain(getattr(entry, name)) for name in entry.model_fields_set}


def plain(value: Any) -> Any:
    if isinstance(value, Text):
        return value.text
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return value


@pytest.mark.parametrize(("key", "text", "made"), FORMS, ids=[f"{k}: {t}" for k, t, _ in FORMS])
def test_a_section_may_be_written_in_the_shortest_form_that_fits(
    key: str, text: str, made: list[dict[str, Any]]
) -> None:
    found = [text_values(entry) for entry in entries_of(key, text)]
    assert [
        {k: v for k, v in entry.items() if k not in ("date", "tags")} for entry in found
    ] == made


@pytest.mark.parametrize(
    ("key", "text", "kind"),
    [
        ("own", "Just this.", "text"),
        ("own", "- one", "bullets"),
        ("own", "A: b", "pairs"),
        ("own", "- title: A", "entries"),
        ("own", "- text: A", "bullets"),
        ("own", "text: A", "text"),
        ("own", "type: talks\nentries: [A]", "talks"),
        ("projects", "type: publications\nentries: [A]", "publications"),
        ("publications", "type: journal\ntitle: A", "publications"),
        ("experience", "- role: A", "experience"),
    ],
)
def test_the_type_of_a_section_is_given_or_told_from_its_content(
    key: str, text: str, kind: str
) -> None:
    assert section_of(key, text).type == kind


HEAD = """\
title: Mine
note: since 2020
for: academic
not_for: industry
tags: [a, b]
visibility: personal
priority: 5
"""


@pytest.mark.parametrize(
    ("key", "text"),
    [("awards", "entries: [A]"), ("skills", "entries: [A]"), ("skills", "Tools: [A]"),
     ("languages", "German: B2"),
     ("interests", "Games: [A]"), ("pairs", "Driving: B"), ("own", "type: pairs\nDriving: B"),
     ("own", "entries: [A]"), ("text", "entries: A")],
)  # fmt: skip
def test_the_head_of_a_section_carries_title_note_and_marks(key: str, text: str) -> None:
    made = section_of(key, HEAD + text)
    assert (words(made.title), words(made.note)) == ("Mine", "since 2020")
    assert (made.for_, made.not_for, made.tags) == (("academic",), ("industry",), ("a", "b"))
    assert (made.visibility, made.priority) == ("personal", 5)
    assert len(made.entries) == 1


@pytest.mark.parametrize(
    "text", ["skills: {title: Tools, items: [x]}", "text: {title: About, text: x}"]
)
def test_a_title_stands_beside_a_single_entry_that_has_none(text: str) -> None:
    (made,) = built(f"{NAME}sections: {{{text}}}\n").sections
    assert made.title is not None
    assert len(made.entries) == 1


def test_a_label_is_not_lost_to_a_key_inside() -> None:
    problem = problem_of(
        f"{NAME}sections:\n  skills: {{Languages: {{group: Other, items: [x]}}}}\n"
    )
    assert (problem.code, marked(problem)) == ("E201", "group")


@pytest.mark.parametrize("text", ["", " ~", " null", " {}", "\n    title: Mine\n"])
def test_a_section_may_be_empty(text: str) -> None:
    cv = built(f"{NAME}sections:\n  awards:{text}\n  talks:\n    - A\n")
    assert [s.key for s in cv.sections][-1] == "talks"
    assert all(not s.entries for s in cv.sections if s.key == "awards")


def test_sections_keep_the_order_and_the_keys_of_the_file() -> None:
    cv = built(f"{NAME}sections:\n  talks: [A]\n  2021: [A]\n  awards: [A]\n  NO: [A]\n")
    assert [s.key for s in cv.sections] == ["talks", "2021", "awards", "NO"]


def test_an_alias_shares_an_entry_between_sections() -> None:
    cv = built(f"{NAME}sections:\n  awards: [&a {{title: A}}]\n  talks: [*a]\n")
    assert [words(getattr(s.entries[0], "title")) for s in cv.sections] == ["A", "A"]  # noqa: B009


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
