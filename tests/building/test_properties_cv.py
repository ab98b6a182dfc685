"""Properties of CVs with any values: nothing is lost, every error is reported, nothing crashes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cvgen.source.encodings import split_lines
from cvgen.source.scalars import clean_text, without_sign
from tests.helpers import NAME
from tests.helpers_reading import (
    LAW,
    SMALL_LAW,
    as_yaml,
    check_places,
    cvs,
    entry_of,
    kinds,
    outcome,
    values,
    words,
)

SCALAR_PLACES = [
    "name: {}",
    "name: A\naliases: [{}]",
    "name: A\nheadline: {}",
    "name: A\nheadline: {{text: {}, short: {}}}",
    "name: A\nheadline: [{{text: x, for: y}}, {}]",
    "name: A\nfacts: {{Age: {}}}",
    "name: A\nsections: {{own: {}}}",
    "name: A\nsections: {{awards: [{{title: {}, highlights: [{}]}}]}}",
    "name: A\nsections: {{skills: {{Tools: [{}]}}}}",
    "name: A\nsections: {{experience: [{{role: A, organization: {}}}]}}",
]


def strings_in(value: Any) -> set[str]:
    """Every string in plain data."""
    if isinstance(value, str):
        return {value}
    items = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(items, list | tuple):
        return set()
    return {text for item in items for text in strings_in(item)}


@pytest.mark.parametrize("place", SCALAR_PLACES)
@SMALL_LAW
@given(words.filter(lambda text: "](" not in text))
@example("NO")
@example("*")
@example("A*")
@example("**")
@example("<script>")
@example("2021")
@example("{0}")
def test_any_text_in_any_place_is_in_the_cv_as_it_was_typed(place: str, text: str) -> None:
    quoted = json.dumps(text, ensure_ascii=False)
    clean = clean_text(text)[0].strip()
    assume(clean)
    cv, _, problems = outcome(place.format(quoted, quoted).encode())
    assert cv is not None, problems
    shown = {clean, without_sign(clean)}  # of a bullet, in a list
    assert shown & strings_in(cv.model_dump())


LETTERS = st.text(
    st.characters(categories=["Lu", "Ll", "Lt", "Lm", "Lo"]), min_size=1, max_size=8
) | st.sampled_from(["Ada-Maria", "O’Hara", "B.", "J.-P.", "(née", "Muster)", "van", "and", "Jr."])
NAMES = st.lists(LETTERS, min_size=1, max_size=4).map(" ".join)
AUTHOR_PLACES = {
    "a mapping": ("publications", "{{title: T, authors: [{{name: {}}}]}}"),
    "a mapping of one": ("publications", "{{title: T, authors: {{name: {}, equal: true}}}}"),
    "an editor": ("publications", "{{title: T, editors: [{{name: {}}}, Bob Muster]}}"),
    "an inventor": ("patents", "{{title: T, inventors: [Bob Muster, {{name: {}}}]}}"),
}


@pytest.mark.parametrize("place", AUTHOR_PLACES)
@SMALL_LAW
@given(NAMES)
@example("et al")
@example("Ada and Bob")
def test_a_plain_name_of_an_author_is_in_the_cv_as_it_was_typed(place: str, name: str) -> None:
    key, entry = AUTHOR_PLACES[place]
    entry = entry.format(json.dumps(name, ensure_ascii=False))
    cv, _, problems = outcome(f"name: A\nsections: {{{key}: [{entry}]}}".encode())
    assert cv is not None, problems
    clean = clean_text(name)[0].strip()
    assume(clean)
    assert clean in strings_in(cv.model_dump())


@SMALL_LAW
@given(st.lists(st.lists(LETTERS, min_size=2, max_size=3), min_size=2, max_size=4))
def test_plain_names_in_a_list_of_authors_are_shown_as_typed(names: list[list[str]]) -> None:
    typed = [" ".join(words) for words in names]
    assume(not any({"and", "Jr."} & {*words} for words in names))
    entry = json.dumps({"title": "T", "authors": typed}, ensure_ascii=False)
    cv, _, problems = outcome(f"name: A\nsections: {{publications: [{entry}]}}".encode())
    assert cv is not None, problems
    assert [author.name for author in cv.sections[0].entries[0].authors] == [  # type: ignore[attr-defined]
        clean_text(name)[0].strip() for name in typed
    ]


@LAW
@given(cvs)
@example({"name": "A", "headline": [[]]})
@example({"name": "A", "links": {"for": "x"}})
@example({"name": "A", "sections": {"awards": {"entries": {"title": None}}}})
@example({"name": "A", "sections": {"skills": [[["x"]]]}})
@example({"name": "A", "variants": {"": {"": None}}})
def test_known_keys_with_any_values_raise_nothing_but_problems(data: dict[str, Any]) -> None:
    text = as_yaml(data)
    cv, _, problems = outcome(text.encode())
    assert cv is not None or problems
    check_places(problems, split_lines(text))


@LAW
@given(values)
def test_any_content_of_a_file_raises_only_problems(data: Any) -> None:
    text = as_yaml(data)
    cv, _, problems = outcome(text.encode())
    assert cv is not None or problems
    check_places(problems, split_lines(text))


@SMALL_LAW
@given(kinds.flatmap(lambda kind: st.tuples(st.just(kind), entry_of(kind))))
def test_a_problem_of_an_entry_is_placed_inside_that_entry(
    made: tuple[str, dict[str, Any]],
) -> None:
    kind, entry = made
    head = f"{NAME}sections:\n  {kind}:\n  - "
    body = as_yaml(entry).replace("\n", "\n    ")
    _, _, problems = outcome((head + body + "\n").encode())
    assert all(p.span is not None and p.span.line >= head.count("\n") + 1 for p in problems)


@LAW
@given(cvs, st.integers(min_value=0, max_value=4))
def test_a_misspelt_key_never_passes_silently(data: dict[str, Any], where: int) -> None:
    keys = list(data)
    position = min(where, len(keys))
    spoilt = dict(
        [*list(data.items())[:position], ("hedline", "x"), *list(data.items())[position:]]
    )
    _, _, problems = outcome(as_yaml(spoilt).encode())
    assert any(p.code == "E201" and "'hedline'" in p.message for p in problems)


@LAW
@given(st.data())
def test_a_cv_read_twice_is_the_same(data: st.DataObject) -> None:
    text = as_yaml(data.draw(cvs)).encode()
    assert outcome(text)[::2] == outcome(text)[::2]
