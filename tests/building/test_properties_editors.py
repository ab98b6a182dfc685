"""Properties of valid CVs, for cvgen and for editors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cvgen.building.validate import keys_of
from cvgen.model.cv import Settings
from cvgen.model.entry import SINGLE
from cvgen.model.person import Person
from cvgen.schema import cv_schema
from cvgen.sections import SECTION_TYPES
from tests.helpers import as_editors_load
from tests.helpers_reading import LAW, SMALL_LAW, as_yaml, cvs, kinds, models, outcome

SCHEMA = cv_schema()


def keys_with(part: str) -> list[str]:
    """The keys of models whose value is made of ``part``."""
    fields = [field for model in models() for field in model.model_fields.items()]
    return sorted({f.alias or key for key, f in fields if part in repr(f.annotation)})


DATES = ["2021", "2021-03", "2021-03-04", "Q3 2021", "summer 2021", 2021]
RANGES = [*DATES, "2021..2022", "..2022", "2021..", "2020, 2021", [2021, "2021..2022"]]
WORDS = ["academic", ["academic", "lab"], "academic, lab"]
SOUND: dict[str, list[Any]] = {
    **dict.fromkeys([*keys_with("PartialDate"), "born"], DATES),
    **dict.fromkeys(keys_with("DateRange"), RANGES),
    "end": ["2022", "present"],
    **dict.fromkeys(["for", "not_for", "tags"], WORDS), "visibility": ["public", "private"],
    "priority": [1, "5"],
    "url": ["https://a.example", "mailto:a@b.example"], "email": ["a@b.example", ["a@b.example"]],
    "language": ["de", "pt-BR"],
    "options": [{"accent": "teal"}, {"page": "letter", "margins": [18, "0.75in"], "photo": False},
     {"order": "a, b", "labels": {"a": "b"}, "base_size": 10}],
    "links": ["https://a.example", {"github": "ada"},
     [{"network": "x", "username": "y"}, "a.example/b"]],
    "amount": [12, "546,079", 1.5], "total": [12], "hours": [12], "times": [2, "3"],
    "currency": ["EUR", "gbp"],
    "authors": ["A B and C D", ["A B*", {"name": "C D", "equal": True}]], "editors": ["A B"],
    "inventors": [["A B"]],
    "type": ["journal", "other"], "doi": ["10.1145/12345"], "arxiv": ["2410.06722"],
    "selected": [True, "yes", "NO"],
    "roles": [[{"role": "a", "start": 2021, "highlights": ["b"], "tags": "c"}]],
    "venue": ["a"],
    "thesis": ["a", {"title": "a", "url": "https://a.example"}],
    "grade": ["1.0", 1.7, {"value": 18, "scale": 20}],
    "test": ["IELTS", {"name": "IELTS", "score": 8.5, "scale": 9}],
    "facts": [{"A": 1}, [{"label": "a", "value": "b"}]],
    "addresses": ["a", {"postal": "a"}, [{"label": "a", "text": "b"}]], "theme": ["academic"],
    "aliases": ["A", ["A", "B"]],
    "work_authorization": ["a", {"status": "a", "until": 2027}, [{"status": "a", "country": "UK"}]],
}  # fmt: skip
"""Values that a key of that name may have, where it is not a text."""

MARKED = {"text": "a", "short": "b", "tags": "c"}
TEXTS = ["a", 7, 1.10, True, "**b**", MARKED, [{"text": "a", "for": "x"}, "b"],
         {"en": "a", "pt-BR": MARKED}]  # fmt: skip


def sound(keys: Iterable[str]) -> st.SearchStrategy[dict[str, Any]]:
    """A mapping with some of ``keys``, each with a value that fits it; dates do not contradict."""
    choices = {key: st.sampled_from(SOUND.get(key, TEXTS)) for key in keys}
    few = st.lists(st.sampled_from(sorted(choices)), max_size=4, unique=True)
    made = few.flatmap(lambda names: st.fixed_dictionaries({name: choices[name] for name in names}))
    return made.map(_with_one_form)


def _with_one_form(data: dict[str, Any]) -> dict[str, Any]:
    """``data`` with its dates at one key, or as start and end."""
    forms = [key for key in SINGLE if key in data]
    more = {*forms[1:], *(("start", "end", "expected") if forms else ())}
    more |= {"expected"} if "end" in data else set()
    return {key: value for key, value in data.items() if key not in more}


def sound_entry(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    """An entry that nothing is wrong with."""
    fields = SECTION_TYPES[kind].entry.model_fields
    needed = st.fixed_dictionaries({k: st.just("a") for k, f in fields.items() if f.is_required()})
    return st.builds(
        lambda more, own: {**more, **own}, sound(keys_of(SECTION_TYPES[kind].entry)), needed
    )


sound_section = kinds.flatmap(lambda kind: st.tuples(st.just(kind), sound_entry(kind)))
sound_cvs = st.builds(
    lambda person, sections: {
        **person,
        "name": "Ada Example",
        "sections": {k: [e] for k, e in sections},
    },
    sound([*keys_of(Person), *keys_of(Settings)]),
    st.lists(sound_section, max_size=3),
)


@LAW
@given(sound_cvs)
def test_a_cv_of_sound_values_is_one_for_cvgen_and_for_editors(data: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    text = as_yaml(data)
    cv, _, problems = outcome(text.encode())
    assert cv is not None, problems
    schema = jsonschema.Draft202012Validator(SCHEMA)
    assert [e.message[:200] for e in schema.iter_errors(as_editors_load(text))] == []


def test_all_keys_of_dates_are_tried() -> None:
    assert {*SINGLE, "start", "end", "expected", "expires", "until"} <= set(SOUND)
    assert SOUND["term"] == SOUND["date"] != TEXTS


@SMALL_LAW
@given(cvs)
def test_an_editor_takes_whatever_cvgen_takes(data: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    text = as_yaml(data)
    if outcome(text.encode())[0] is not None:
        schema = jsonschema.Draft202012Validator(SCHEMA)
        assert [e.message[:200] for e in schema.iter_errors(as_editors_load(text))] == []


@LAW
@given(sound_section, st.sampled_from(["qzxw", "hilights", "priorty", "Start", "note "]))
def test_a_misspelt_key_in_an_entry_is_the_one_problem_and_has_its_place(
    made: tuple[str, dict[str, Any]], key: str
) -> None:
    kind, entry = made
    assume(entry or SECTION_TYPES[kind].labels is None)  # else the key is taken for a label
    text = as_yaml({"name": "A", "sections": {kind: [{**entry, key: "x"}]}})
    _, source, problems = outcome(text.encode())
    assert source is not None
    assert [p.code for p in problems] == ["E201"]
    assert problems[0].span == source.key_span_of(("sections", kind, 0, key))
