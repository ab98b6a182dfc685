"""An unknown key is an error even without a value; a known key may be empty."""

from __future__ import annotations

import pytest

from tests.helpers import NAME, marked, problems_of, section


@pytest.mark.parametrize(
    ("text", "code", "lost"),
    [
        (f"{NAME}Lost words:\n", "E201", "Lost words"),
        (f"{NAME}facts:\n  Lost words:\n", "E208", ""),
        (f"{NAME}variants:\n  lab:\n    tagz:\n", "E201", "tagz"),
        (f"{NAME}sections:\n  talkz:\n", "E201", "talkz"),
        (f"{NAME}sections:\n  hobbies:\n", "E208", ""),
        (section("experience", "- role: X\n  Lost words:"), "E201", "Lost words"),
        (section("experience", "- role: X\n  Lost words: ~"), "E201", "Lost words"),
        (section("experience", "- role: X\n  roles: [{role: Y, Lost words: }]"), "E201",
         "Lost words"),
        (section("awards", "title: T\nLost words:"), "E201", "Lost words"),
        (section("awards", "entries: [{title: T}]\nLost words:"), "E201", "Lost words"),
        (section("awards", "- title: T\n  highlights:\n    - Lost words:"), "E201", "Lost words"),
        (section("awards", "- title: {text: T, shrt: }"), "E201", "shrt"),
        (section("skills", "Go: [a]\nLost words:"), "E208", ""),
        (section("skills", "- Lost words:"), "E208", ""),
        (section("own", "- {title: x, highlights: {Lost words: }}"), "E201", "Lost words"),
        (section("hobbies", "Lost words:"), "E208", ""),
        (f"{NAME}role:\n", "E201", "role"),
        (f"{NAME}work_authorization:\n  status: x\n  doi:\n", "E201", "doi"),
        (f"{NAME}facts:\n  role:\n", "E208", ""),
        (section("experience", "- role: X\n  doi:"), "E201", "doi"),
        (section("experience", "- role: X\n  no:"), "E201", "no"),
        (section("experience", "- role: X\n  highlights:\n    - {text: a, doi: }"), "E201", "doi"),
        (section("experience", "- role: X\n  roles: [{role: Y, amount: }]"), "E201", "amount"),
        (section("awards", "entries: [{title: T}]\nrole:"), "E201", "role"),
        (section("awards", "entries: [{title: T, entries: }]"), "E201", "entries"),
        (section("hobbies", "type: talks\nentries: [{title: T, doi: }]"), "E201", "doi"),
        (section("hobbies", "- {text: T, doi: }"), "E213", ""),
        (section("skills", "role:"), "E208", ""),
    ],
)  # fmt: skip
def test_an_unknown_key_without_a_value_is_an_error(text: str, code: str, lost: str) -> None:
    (problem,) = problems_of(text)
    assert (problem.code, marked(problem) if lost else "") == (code, lost)


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}headline:\nsections:\n  awards:\n",
        f"{NAME}variants:\n  lab:\noptions:\n  accent:\n",
        section("awards", "- title: {en: T, de: }\n  note:\n  highlights: ~"),
        section("awards", "title: T\nnote:\nlocation:\ntags:"),
        section("education", "- {degree: X, thesis: {title: T, distinction: }, grade: }"),
        section(
            "publications", "- {title: T, authors: [{name: A, url: }], venue: {name: V, acronym: }}"
        ),
        section("hobbies", "- {text: T, items: , short: , note: }"),
        section("hobbies", "type: talks\nnote:\nentries: [{title: T, place: , for: }]"),
        f"{NAME}links: [{{url: https://ada.example, label: }}]\naddresses: {{text: x, label: }}\n",
    ],
)
def test_a_known_key_may_be_empty(text: str) -> None:
    assert problems_of(text) == []
