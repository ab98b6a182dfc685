"""Marks and variants: who sees an item, which alternative, and the recorded reasons."""

from __future__ import annotations

import pytest

from cvgen.selection import Omission, select
from tests.helpers_cv import document_of, loaded_of, rules_of, selected, text_of_document

CANARY = "canary"


def sees(text: str, variant: str) -> bool:
    """Whether ``variant`` shows the canary of a CV."""
    return CANARY in text_of_document(document_of(text, variant)).casefold()


def omissions(text: str, variant: str) -> tuple[Omission, ...]:
    """What ``variant`` leaves out."""
    return selected(text, variant).omissions


@pytest.mark.parametrize(
    ("mark", "variant", "shown"),
    [
        ("public", "public", True), ("public", "full", True), ("public", "record", True),
        ("personal", "public", False), ("personal", "full", True), ("personal", "industry", True),
        ("private", "public", False), ("private", "full", False), ("private", "academic", False),
        ("private", "record", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "text",
    [
        "name: A\nheadline: {{text: canary, visibility: {}}}",
        "name: A\nlinks: [{{url: 'https://canary.example', visibility: {}}}]",
        "name: A\nsections: {{experience: [{{role: canary, visibility: {}}}]}}",
        "name: A\nsections: {{experience: {{entries: [{{role: canary}}], visibility: {}}}}}",
        "name: A\nsections: {{text: {{text: x, highlights: [{{text: canary, visibility: {}}}]}}}}",
        "name: A\nsections: {{experience: [{{roles: [{{role: canary, visibility: {}}}]}}]}}",
        "name: A\nsections: {{education: [{{area: x, grade: {{value: canary, visibility: {}}}}}]}}",
        "name: A\nsections: {{skills: {{Tools: [a, {{text: canary, visibility: {}}}]}}}}",
    ],
)
def test_visibility_applies_to_every_kind_of_item(
    text: str, mark: str, variant: str, shown: bool
) -> None:
    assert sees(text.format(mark), variant) is shown


@pytest.mark.parametrize(
    ("field", "least"),
    [
        ("phone: canary", "full"),
        ("phone: [x, canary]", "full"),
        ("addresses: canary", "full"),
        ("addresses: {postal: canary}", "full"),
        ("addresses: [{label: canary, text: x}]", "full"),
        ("born: 1990\nnationality: canary", "record"),
        ("work_authorization: canary", "record"),
        ("work_authorization: {status: x, country: canary}", "record"),
        ("sections: {references: [{name: x, email: canary@example.org}]}", "record"),
        ("sections: {references: [{name: x, phone: canary}]}", "record"),
        ("email: canary@example.org", "public"),
        ("location: canary", "public"),
    ],
)
def test_fields_have_a_visibility_of_their_own(field: str, least: str) -> None:
    order = ["public", "full", "record"]
    text = f"name: A\n{field}"
    assert [sees(text, v) for v in order] == [order.index(v) >= order.index(least) for v in order]


@pytest.mark.parametrize("mark", ["public", "personal"])
def test_a_mark_overrides_the_visibility_of_the_field(mark: str) -> None:
    assert sees(f"name: A\nnationality: {{text: canary, visibility: {mark}}}", "full")
    assert sees(f"name: A\nphone: {{text: canary, visibility: {mark}}}", "public") is (
        mark == "public"
    )


@pytest.mark.parametrize(
    ("marks", "audiences"),
    [
        ("for: academic", {"academic", "biosketch-like"}),
        ("for: [academic, industry]", {"academic", "biosketch-like", "industry"}),
        ("not_for: industry", {"academic", "biosketch-like"}),
        ("for: academic, not_for: academic", set()),
        ("tags: x", {"academic", "biosketch-like", "industry"}),
    ],
)
def test_audience(marks: str, audiences: set[str]) -> None:
    text = (
        f"name: A\nheadline: {{text: canary, {marks}}}\n"
        "variants: {biosketch-like: {extends: academic}}"
    )
    variants = ("academic", "biosketch-like", "industry")
    assert {variant for variant in variants if sees(text, variant)} == audiences
    assert sees(text, "full") and sees(text, "record") and sees(text, "public")


@pytest.mark.parametrize(
    ("mark", "hidden_from"),
    [("public", {"public", "web"}), ("full", {"full"}), ("record", {"record"}), ("web", {"web"})],
)
def test_a_variant_for_every_audience_leaves_out_what_is_not_for_it(
    mark: str, hidden_from: set[str]
) -> None:
    text = (
        f"name: A\nheadline: {{text: canary, not_for: {mark}}}\n"
        "variants: {web: {extends: public}}"
    )
    variants = ("public", "web", "full", "record", "academic")
    assert {variant for variant in variants if not sees(text, variant)} == hidden_from


def test_an_item_for_a_variant_by_name_is_seen_by_that_variant() -> None:
    text = "name: A\nheadline: {text: canary, for: lab}\nvariants: {lab: {extends: industry}}"
    assert sees(text, "lab") and not sees(text, "industry")


def test_an_item_for_all_is_for_everybody() -> None:
    assert sees("name: A\nheadline: {text: canary, for: all}", "academic")


@pytest.mark.parametrize(
    ("tags", "rules", "shown"),
    [
        ("", "include: [rust]", True),
        ("[rust]", "include: [rust]", True),
        ("[rust, c]", "include: [rust]", True),
        ("[c]", "include: [rust]", False),
        ("[c]", "include: []", True),
        ("[c]", "exclude: [c]", False),
        ("[rust, c]", "include: [rust], exclude: [c]", False),
        ("[c]", "exclude: [rust]", True),
        ("[c]", "prefer: [rust]", True),
    ],
)
def test_tags_are_included_and_excluded(tags: str, rules: str, shown: bool) -> None:
    mark = f", tags: {tags}" if tags else ""
    variants = f"variants: {{v: {{audience: all, {rules}}}}}"
    assert sees(f"name: A\nheadline: {{text: canary{mark}}}\n{variants}", "v") is shown


@pytest.mark.parametrize(
    ("field", "reveal", "shown"),
    [
        ("nationality: canary", "nationality", True),
        ("nationality: canary", "born", False),
        ("work_authorization: {status: x, country: canary}", "work_authorization", True),
        ("work_authorization: [{status: x}, {status: canary}]", "work_authorization", True),
        ("sections: {references: [{name: x, phone: canary}]}", "references", True),
        ("sections: {references: [{name: x, phone: canary}]}", "phone", False),
        ("sections: {awards: [{title: x, summary: {text: canary, visibility: private}}]}",
         "summary", False),
    ],
)  # fmt: skip
def test_a_variant_reveals_private_fields_by_name(field: str, reveal: str, shown: bool) -> None:
    text = f"name: A\n{field}\nvariants: {{v: {{extends: industry, reveal: [{reveal}]}}}}"
    assert sees(text, "v") is shown


def test_revealed_items_must_still_be_for_the_audience() -> None:
    text = (
        "name: A\nnationality: {text: canary, for: academic}\n"
        "variants: {v: {extends: industry, reveal: [nationality]}}"
    )
    assert not sees(text, "v")


@pytest.mark.parametrize(
    ("variant", "taken"),
    [("industry", "one"), ("academic", "two"), ("public", "one"), ("biosketch", "three")],
)
def test_the_first_alternative_for_the_audience_is_taken(variant: str, taken: str) -> None:
    text = "name: A\nheadline: [{text: one, for: industry}, {text: two, for: academic}, three]"
    headline = selected(text, variant).cv.person.headline
    assert headline is not None and [choice.text for choice in headline.choices] == [taken]


def test_no_alternative_leaves_the_field_out() -> None:
    text = "name: A\nheadline: [{text: one, for: industry}, {text: two, visibility: private}]"
    assert selected(text, "academic").cv.person.headline is None


def test_every_alternative_that_is_not_taken_is_in_the_record() -> None:
    text = "name: A\nheadline: [{text: one, for: industry}, {text: two, for: academic}, three]"
    assert omissions(text, "academic") == (
        Omission(("headline", 0), "audience: it is for industry"),
        Omission(("headline", 2), "alternative: an earlier one is taken"),
    )


@pytest.mark.parametrize(
    ("marks", "variant", "reason"),
    [
        ("visibility: private", "full", "visibility: it is private"),
        ("for: [academic, public]", "industry", "audience: it is for academic, public"),
        ("not_for: industry", "industry", "audience: it is not for industry"),
        ("tags: [b, a, z]", "v", "tags: a, b is excluded"),
        ("tags: [z]", "v", "tags: none of z is included"),
    ],
)
def test_the_record_says_why(marks: str, variant: str, reason: str) -> None:
    text = (
        f"name: A\nheadline: {{text: x, {marks}}}\n"
        "variants: {v: {include: [c], exclude: [a, b]}}"
    )
    assert omissions(text, variant) == (Omission(("headline",), reason),)


WHERE = """\
name: A
phone:
  - "1"
  - "2"
addresses:
  visiting: Here
  postal: There
facts:
  open: yes
  secret: {text: no, visibility: private}
links:
  - github: a
  - {network: gitlab, username: a, visibility: private}
sections:
  experience:
    - role: Engineer
      highlights:
        - shown
        - {text: hidden, for: academic}
  skills:
    Tools: [dbt]
    Secret:
      - shown
      - {text: hidden, visibility: private}
  teaching:
    title: Courses
    entries:
      - {course: Tides, for: academic}
"""


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("phone", 0), 3),
        (("phone", 1), 4),
        (("addresses", 0), 6),
        (("addresses", 1), 7),
        (("facts", 1, "value"), 10),
        (("links", 1), 13),
        (("sections", "experience", "entries", 0, "highlights", 1), 19),
        (("sections", "skills", "entries", 1, "items", 1), 24),
        (("sections", "teaching", "entries", 0), 28),
    ],
)
def test_the_record_leads_to_the_line_of_the_source(path: tuple[str | int, ...], line: int) -> None:
    loaded = loaded_of(WHERE + "variants: {v: {audience: industry, visibility: public}}\n")
    record = select(loaded.cv, rules_of(loaded.cv, "v")).omissions
    assert path in [omission.path for omission in record]
    assert loaded.source.span_of(path).line == line


def test_an_omitted_item_is_recorded_once_and_not_its_parts_again() -> None:
    award = "{title: x, for: academic, summary: {text: y, for: academic}}"
    text = f"name: A\nsections: {{awards: [{award}]}}"
    paths = [omission.path for omission in omissions(text, "industry")]
    assert ("sections", "awards", "entries", 0) in paths
    assert ("sections", "awards", "entries", 0, "summary") not in paths


def test_an_entry_whose_texts_are_all_hidden_is_hidden() -> None:
    text = "name: A\nsections: {bullets: [{text: {text: canary, for: academic}}, other]}"
    assert [len(section.entries) for section in selected(text, "industry").cv.sections] == [1]


def test_the_selection_of_a_cv_without_marks_is_that_cv() -> None:
    text = "name: A\nheadline: x\nsections: {awards: [y]}"
    selection = selected(text)
    assert selection.omissions == ()
    assert selection.cv.person == selected(text, "record").cv.person


def test_interests_that_are_all_hidden_are_in_the_record_once() -> None:
    text = "name: A\ninterests: [{text: x, for: academic}, {text: y, visibility: private}]"
    paths = [omission.path for omission in omissions(text, "industry")]
    assert sorted(paths) == [("interests",), ("interests", 0), ("interests", 1)]


def test_the_record_comes_in_a_fixed_order() -> None:
    names = ["summary", "location", "photo", "affiliation", "headline", "born", "nationality"]
    text = "".join(f"{name}: {{text: 2000, visibility: private}}\n" for name in names)
    paths = [omission.path for omission in omissions(f"name: A\n{text}", "full")]
    assert paths == [
        ("headline",), ("affiliation",), ("location",), ("photo",), ("born",), ("nationality",),
        ("summary",),
    ]  # fmt: skip
