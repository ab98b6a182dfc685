"""Loads YAML texts as CVs, and collects their problems."""

from __future__ import annotations

import re
from typing import Any

import yaml

from cvgen.building.build import build_cv
from cvgen.errors import CvgenError, Problem, format_problem
from cvgen.markup.inline import parse_inline
from cvgen.model.cv import Cv
from cvgen.model.entry import Entry, Section
from cvgen.model.person import Person
from cvgen.model.text import Text
from cvgen.source.tree import Source
from cvgen.source.yaml_source import read_yaml

NAME = "name: Ada Example\n"


def read(text: str | bytes) -> Source:
    """The parsed text, called ``ada.yaml``."""
    return read_yaml("ada.yaml", text.encode() if isinstance(text, str) else text)


def built(text: str | bytes) -> Cv:
    """The Cv of a whole text."""
    return build_cv(read(text))


def problems_of(text: str | bytes) -> list[Problem]:
    """Every problem and warning of a whole text; none where it is a CV."""
    try:
        source = read(text)
        build_cv(source)
    except CvgenError as error:
        return error.problems
    return source.warnings


def codes(text: str | bytes) -> list[str]:
    """The codes of the problems, in order."""
    return [problem.code for problem in problems_of(text)]


def shown(text: str | bytes) -> str:
    """The problems as a user sees them."""
    return "\n".join(format_problem(problem) for problem in problems_of(text))


def problem_of(text: str | bytes) -> Problem:
    """The one problem of a text."""
    (problem,) = problems_of(text)
    return problem


def marked(problem: Problem) -> str:
    """The piece of the line that the carets stand under."""
    assert problem.span is not None and problem.excerpt is not None
    end = problem.span.end_column if problem.span.end_line == problem.span.line else None
    return problem.excerpt[problem.span.column - 1 : end and end - 1]


def section(key: str, yaml_text: str) -> str:
    """A CV with one section, its text indented below ``key``: it begins in line 4, column 5."""
    below = "\n".join(f"    {line}" for line in yaml_text.strip("\n").split("\n"))
    return f"{NAME}sections:\n  {key}:\n{below}\n"


def entries_of(key: str, yaml_text: str) -> tuple[Entry, ...]:
    """The entries of a section."""
    return section_of(key, yaml_text).entries


def section_of(key: str, yaml_text: str) -> Section:
    """A section that is the only one of its CV."""
    (made,) = built(section(key, yaml_text)).sections
    return made


def person(yaml_text: str) -> Person:
    """The person of a CV with these lines below the name."""
    return built(NAME + yaml_text).person


def words(value: Text | None) -> str | None:
    """The first alternative of a text."""
    return None if value is None else value.text


def visible(text: str) -> str:
    """What is read of an inline text, styles apart."""
    return "".join(run.text for run in parse_inline(text))


UNKNOWN = [
    ("naem: x", "naem", "name"),
    ("Email: a@b.c", "Email", "email"),
    ("mail: a@b.c", "mail", "email"),
    ("adress: x", "adress", "addresses"),
    ("profiles: x", "profiles", "links"),
    ("about: x", "about", "summary"),
    ("birthday: 1990", "birthday", "born"),
    ("section: {}", "section", "sections"),
    ("variant: {}", "variant", "variants"),
    ("langauge: en", "langauge", "language"),
    ("headline: {text: a, shrot: b}", "shrot", "short"),
    ("headline: {text: a, fro: b}", "fro", "for"),
    ("headline: {text: a, visiblity: private}", "visiblity", "visibility"),
    ("headline: [{text: a, for: b}, {text: c, tag: d}]", "tag", "tags"),
    ("phone: [{text: '1', visibilty: public}]", "visibilty", "visibility"),
    ("links: [{netwrok: a, username: b}]", "netwrok", "network"),
    ("links: {network: a, username: b, lable: c}", "lable", "label"),
    ("addresses: [{label: a, txt: b}]", "txt", "text"),
    ("facts: [{label: a, vlaue: b}]", "vlaue", "value"),
    ("work_authorization: {status: a, untill: 2026}", "untill", "until"),
    ("variants: {mine: {them: x}}", "them", "theme"),
    ("variants: {mine: {sections: [{experience: {entreis: 5}}]}}", "entreis", "entries"),
    ("sections: {awards: {titel: a, entries: []}}", "titel", "title"),
    ("sections: {awards: {entires: [], title: a}}", "entires", "entries"),
    ("sections: {awards: [{title: a, awader: b}]}", "awader", "awarder"),
    ("sections: {awards: {title: a, awader: b, date: 2021}}", "awader", "awarder"),
    ("sections: {experience: [{position: a}]}", "position", "role"),
    ("sections: {experience: [{role: a, company: b}]}", "company", "organization"),
    ("sections: {experience: [{role: a, startDate: 2021}]}", "startDate", "start"),
    ("sections: {experience: [{role: a, notfor: b}]}", "notfor", "not_for"),
    ("sections: {experience: [{role: a, roles: [{role: b, hilights: c}]}]}", "hilights",
     "highlights"),
    ("sections: {education: [{school: a}]}", "school", "institution"),
    ("sections: {education: [{degree: a, thesis: {title: b, url: 'https://c.d', distincton: e}}]}",
     "distincton", "distinction"),
    ("sections: {education: [{degree: a, grade: {value: b, scal: c}}]}", "scal", "scale"),
    ("sections: {publications: [{title: a, author: b}]}", "author", "authors"),
    ("sections: {publications: [{title: a, authors: [{name: b, equl: true}]}]}", "equl", "equal"),
    ("sections: {publications: [{title: a, venue: {name: b, acronim: c}}]}", "acronim", "acronym"),
    ("sections: {languages: [{language: a, test: {name: b, scroe: c}}]}", "scroe", "score"),
    ("sections: {languages: {German: {levl: b, test: c}}}", "levl", "level"),
    ("sections: {skills: {Tools: {items: [a], tgas: b}}}", "tgas", "tags"),
    ("sections: {own: {type: awards, entries: [{title: a, awader: b}]}}", "awader", "awarder"),
]  # fmt: skip
"""Lines of a CV with a misspelt key, that key, and the one it stands for."""

_PYTHON = [{"group": "Tools", "items": ["Python", "SQL"]}]
FORMS: list[tuple[str, str, list[dict[str, Any]]]] = [
    ("experience", "- role: Engineer", [{"role": "Engineer"}]),
    ("experience", "role: Engineer", [{"role": "Engineer"}]),
    ("experience", "entries:\n  - role: Engineer", [{"role": "Engineer"}]),
    ("experience", "entries:\n  role: Engineer", [{"role": "Engineer"}]),
    ("awards", "- Best Paper", [{"title": "Best Paper"}]),
    ("awards", "Best Paper", [{"title": "Best Paper"}]),
    ("awards", "[Best Paper, Prize]", [{"title": "Best Paper"}, {"title": "Prize"}]),
    ("publications", "- On Engines", [{"title": "On Engines"}]),
    ("memberships", "- ACM", [{"organization": "ACM"}]),
    ("certifications", "- CKA", [{"name": "CKA"}]),
    ("supervision", "- Kim Muster", [{"person": "Kim Muster"}]),
    ("service", "- CIKM", [{"venue": "CIKM"}]),
    ("talks", "- On Engines", [{"title": "On Engines"}]),
    ("patents", "- An Engine", [{"title": "An Engine"}]),
    ("references", "Available on request.", [{"name": "Available on request."}]),
    ("references", "- Kim Muster", [{"name": "Kim Muster"}]),
    ("entries", "- Anything", [{"title": "Anything"}]),
    ("skills", "- group: Tools\n  items: [Python, SQL]", _PYTHON),
    ("skills", "Tools: [Python, SQL]", _PYTHON),
    ("skills", "entries:\n  Tools: [Python, SQL]", _PYTHON),
    ("skills", "Tools: {items: [Python, SQL]}", _PYTHON),
    ("skills", "group: Tools\nitems: [Python, SQL]", _PYTHON),
    ("skills", "Tools: Python", [{"group": "Tools", "items": ["Python"]}]),
    ("skills", "Tools: {text: Python, for: academic}", [{"group": "Tools", "items": ["Python"]}]),
    ("skills", "- Python\n- SQL", [{"items": ["Python"]}, {"items": ["SQL"]}]),
    ("skills", "Python", [{"items": ["Python"]}]),
    ("interests", "- Chess\n- Go", [{"items": ["Chess"]}, {"items": ["Go"]}]),
    ("interests", "Games: [Chess]", [{"group": "Games", "items": ["Chess"]}]),
    ("languages", "- language: German\n  level: B2", [{"language": "German", "level": "B2"}]),
    ("languages", "German: B2", [{"language": "German", "level": "B2"}]),
    ("languages", "German: {level: B2}", [{"language": "German", "level": "B2"}]),
    ("languages", "- German", [{"language": "German"}]),
    ("pairs", "- label: Driving\n  value: B", [{"label": "Driving", "value": ["B"]}]),
    ("pairs", "Driving: B\nNO: 07",
     [{"label": "Driving", "value": ["B"]}, {"label": "NO", "value": ["07"]}]),
    ("pairs", "Driving: [A, B]", [{"label": "Driving", "value": ["A", "B"]}]),
    ("bullets", "- one\n- two", [{"text": "one"}, {"text": "two"}]),
    ("bullets", "one", [{"text": "one"}]),
    ("text", "Just this.", [{"text": "Just this."}]),
    ("text", "- one\n- two", [{"text": "one"}, {"text": "two"}]),
    ("text", "text: Just this.", [{"text": "Just this."}]),
    ("text", "title: About\ntext: Just this.", [{"text": "Just this."}]),
    ("text", "title: About\nentries: Just this.", [{"text": "Just this."}]),
    ("own", "Just this.", [{"text": "Just this."}]),
    ("own", "- one\n- two", [{"text": "one"}, {"text": "two"}]),
    ("own", "Driving: B", [{"label": "Driving", "value": ["B"]}]),
    ("own", "- title: A\n  date: 2021", [{"title": "A"}]),
    ("own", "- text: A\n  tags: b", [{"text": "A"}]),
    ("own", "- label: A\n  value: b", [{"label": "A", "value": ["b"]}]),
    ("own", "type: talks\nentries:\n  - title: A", [{"title": "A"}]),
    ("own", "type: talks\ntitle: My talks\nentries:\n  - A", [{"title": "A"}]),
    ("own", "type: experience\nrole: A", [{"role": "A"}]),
    ("own", "type: skills\nTools: [Python, SQL]", _PYTHON),
    ("own", "title: Tools\nentries: [A, B]", [{"text": "A"}, {"text": "B"}]),
    ("projects", "type: publications\nentries:\n  - title: A", [{"title": "A"}]),
    ("publications", "type: journal\ntitle: A", [{"type": "journal", "title": "A"}]),
]  # fmt: skip
"""Sections in every form: key, YAML text, and the entries it holds."""


class _EditorLoader(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors check it: numbers and booleans, ``NO`` and dates texts."""


_EditorLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+0123456789."),
):
    _whole = re.compile(f"(?:{_pattern})$")
    _EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", _whole, list(_first))
_EditorLoader.add_constructor("tag:yaml.org,2002:int", lambda _loader, node: _integer(node.value))


def _integer(text: str) -> int:
    return int(text) if text.lstrip("+-").isdigit() else int(text, 0)


def as_editors_load(text: str) -> Any:
    """The data that an editor's YAML 1.2 parser hands to its schema checker."""
    return yaml.load(text, Loader=_EditorLoader)
