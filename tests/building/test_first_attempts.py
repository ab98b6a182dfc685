"""Any plausible first attempt at a CV renders, or the error names the line and the change."""

from __future__ import annotations

from textwrap import dedent

import pytest

from cvgen.errors import InputError
from tests.helpers_cv import document_of, markdown_of

NAME = "name: Ada Example\n"


def in_section(key: str, text: str) -> str:
    """A CV with the section ``key``."""
    lines = "\n".join(f"    {line}" for line in dedent(text).strip("\n").splitlines())
    return f"{NAME}sections:\n  {key}:\n{lines}\n"


RENDERS = {
    "a name alone": (NAME, "# Ada Example"),
    "links by network": (
        f"{NAME}links:\n  linkedin: https://www.linkedin.com/in/ada\n  github: ada\n",
        "- [github.com/ada](https://github.com/ada)",
    ),
    "a bare address": (f"{NAME}links: [ada.example]\n", "- [ada.example](https://ada.example)"),
    "a number for a phone": (f"{NAME}phone: 0123456\n", "- 0123456"),
    "words that YAML 1.1 takes for others": (f"{NAME}headline: No\n", "No"),
    "an emoji": (f"{NAME}headline: 👩‍🔬 at work\n", "👩‍🔬 at work"),
    "months in words": (
        in_section("experience", "- {role: X, start: January 2019, end: Present}"),
        "- **X** (Jan 2019 – present)",
    ),
    "years with a hyphen": (
        in_section("experience", "- role: X\n  date: 2019-2021"), "- **X** (2019–2021)",
    ),
    "years with a spaced hyphen": (
        in_section("awards", "- title: X\n  date: 2020 - 2021"), "- **X** (2020–2021)",
    ),
    "a start alone": (
        in_section("experience", "- {role: X, start: 2019}"), "- **X** (2019 – present)",
    ),
    "an end without a value": (
        in_section("experience", "- role: X\n  start: 2019\n  end:"), "- **X** (2019 – present)",
    ),
    "one course in several years": (
        in_section("teaching", "- {course: X, years: [2019, 2021]}"), "- **X** (2019, 2021)",
    ),
    "one course in several terms": (
        in_section("teaching", "- {course: X, term: 'fall 2019, fall 2020'}"),
        "- **X** (Fall 2019, Fall 2020)",
    ),
    "dates in the CV's own language": (
        "language: de\n" + in_section("experience", "- {role: X, start: März 2020, end: heute}"),
        "- **X** (März 2020 – heute)",
    ),
    "skills in one text": (in_section("skills", "Python, SQL"), "- Python, SQL"),
    "skills by group": (in_section("skills", "Tools: [dbt, git]"), "- **Tools:** dbt, git"),
    "skills as a list of groups": (in_section("skills", "- Tools: dbt"), "- **Tools:** dbt"),
    "languages as a list": (
        in_section("languages", "- English (native)\n- German: B2"), "- **German:** B2",
    ),
    "references in one text": (in_section("references", "On request"), "On request"),
    "a summary as a section": (in_section("summary", "I build mills."), "I build mills."),
    "hobbies": (in_section("hobbies", "- chess"), "- chess"),
    "prizes in one line": (in_section("awards", "- Prize, 2020"), "- Prize, 2020"),
    "one entry without a dash": (in_section("experience", "role: X\ndate: 2020"), "- **X** (2020)"),
    "a section without entries": (f"{NAME}sections:\n  experience:\n", "# Ada Example"),
}  # fmt: skip


@pytest.mark.parametrize("case", RENDERS)
def test_a_first_try_renders(case: str) -> None:
    text, line = RENDERS[case]
    assert line in markdown_of(document_of(text, "full")).splitlines()


SAYS = {
    "sections at the top": (f"{NAME}experience:\n  - role: X\n", "2:1", "below the key `sections`"),
    "a title for the headline": (f"{NAME}title: Engineer\n", "2:1", "'headline'"),
    "two addresses in one text": (f"{NAME}email: a@b.example, c@d.example\n", "2:8", "example.org"),
    "years with a hyphen at a start": (
        in_section("experience", "- role: X\n  start: 2019-2021"),
        "5:14", "write `start: 2019` and `end: 2021`",
    ),
    "a paper in press": (
        in_section("publications", "- title: X\n  year: in press"), "5:13", "`status: in press`",
    ),
    "a prize that is forthcoming": (
        in_section("awards", "- title: X\n  date: forthcoming"), "5:13", "`note: forthcoming`",
    ),
    "an end that is expected": (
        in_section("experience", "- role: X\n  end: 2027-06 (expected)"),
        "5:12", "`expected: 2027-06`",
    ),
    "a German month in an English CV": (
        in_section("experience", "- role: X\n  start: März 2020"), "5:14", "write 2020-03, or",
    ),
    "the second date of a list": (
        in_section("talks", "- title: X\n  date: [2019, May '21]"), "5:20", "write May 2021",
    ),
    "a month first": (in_section("experience", "- role: X\n  start: 01/2019"), "5:14", "2019-01"),
    "a colon in a text": (
        in_section("experience", "- role: X\n  highlights:\n  - Lead: the team"), "6:9", "quotes",
    ),
    "keys of another format": (
        in_section("experience", "- position: X\n  company: Y"), "4:7", "'role'",
    ),
    "a section of another format": (
        in_section("work", "- position: X\n  company: Y"), "3:3", "experience",
    ),
    "authors of a BibTeX entry": (
        in_section("publications", "- title: T\n  author: A and B"), "5:7", "'authors'",
    ),
    "a grade by another name": (
        in_section("education", "- degree: X\n  gpa: 3.9"), "5:7", "'grade'",
    ),
    "bullets as one text": (
        in_section("experience", "- role: X\n  technologies: |\n    - a\n    - b"), "5:21", "|",
    ),
    "a list of paragraphs": (f"{NAME}summary:\n  - one\n  - two\n", "4:5", "one text"),
    "a tab": (f"{NAME}sections:\n\texperience: []\n", "3:1", "spaces"),
    "a key twice": (f"{NAME}name: B\n", "2:1", "line 1"),
    "a script as a link": (f"{NAME}links: ['javascript:alert(1)']\n", "2:9", "https"),
    "sections as a list": (f"{NAME}sections:\n  - experience:\n    - role: X\n", "3:3", "`name:`"),
}  # fmt: skip


@pytest.mark.parametrize("case", SAYS)
def test_an_error_says_where_and_what_to_change(case: str) -> None:
    text, place, hint = SAYS[case]
    with pytest.raises(InputError) as error:
        document_of(text)
    first = error.value.problems[0]
    assert (first.where, hint in str(first.hint)) == (f"cv.yaml:{place}", True), first.hint
