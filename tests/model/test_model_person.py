"""The person, their links and addresses, and the settings beside them, in every short form."""

from __future__ import annotations

import pytest

from cvgen.dates import PartialDate
from cvgen.model.cv import Cv, Settings
from cvgen.model.marks import Visibility
from cvgen.model.person import Address, Fact, Link, Person
from cvgen.model.text import text_of
from tests.helpers import NAME, built, codes, person, problem_of, words


def test_the_smallest_cv_is_a_name() -> None:
    cv = built("name: Ada Example")
    assert cv == Cv(person=Person(name="Ada Example"))
    assert (cv.sections, cv.variants, cv.settings) == ((), (), Settings())


@pytest.mark.parametrize(
    "name", ["A", "李", "O'Neil", "Null", "NO", "007", "Ada *E*", "Anne-Marie d'Été", "1.10"]
)
def test_a_name_may_be_anything(name: str) -> None:
    assert built(f"name: {name}\n").person.name == name


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("https://a.example", [Link(url="https://a.example")]),
        ("[https://a.example, http://b.example]",
         [Link(url="https://a.example"), Link(url="http://b.example")]),
        ("github.com/ada", [Link(url="https://github.com/ada")]),
        ("a.example", [Link(url="https://a.example")]),
        ("www.a-b.example:8080/x?y=z#w", [Link(url="https://www.a-b.example:8080/x?y=z#w")]),
        ("mailto:ada@example.org", [Link(url="mailto:ada@example.org")]),
        ("{github: ada}", [Link(network="github", username="ada")]),
        ("{github: ada, ORCID: 0000-0001}",
         [Link(network="github", username="ada"), Link(network="ORCID", username="0000-0001")]),
        ("[{github: ada}, {SoundCloud: ada}]",
         [Link(network="github", username="ada"), Link(network="SoundCloud", username="ada")]),
        ("[{Google Scholar: 'https://s.example/?u=1'}]",
         [Link(network="Google Scholar", url="https://s.example/?u=1")]),
        ("[{network: GitHub, username: ada}]", [Link(network="GitHub", username="ada")]),
        ("{network: GitHub, username: ada}", [Link(network="GitHub", username="ada")]),
        ("[{label: Home, url: 'https://a.example'}]",
         [Link(label=text_of("Home"), url="https://a.example")]),
        ("{url: 'https://a.example'}", [Link(url="https://a.example")]),
    ],
)  # fmt: skip
def test_a_link_has_several_short_forms(value: str, made: list[Link]) -> None:
    assert list(person(f"links: {value}\n").links) == made


def test_a_link_of_a_network_may_carry_marks() -> None:
    (link,) = person("links:\n  - github: {username: ada, visibility: personal}\n").links
    assert (link.network, link.username, link.visibility) == ("github", "ada", Visibility.PERSONAL)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("ada", "E207"),
        ("ada@example.org", "E207"),
        ("../a.example", "E207"),
        ("e.g.", "E207"),
        ("a..example", "E207"),
        ("a b.example", "E207"),
        ("javascript:alert(1)", "E207"),
        ("ftp://a.example", "E207"),
        ("'https://'", "E207"),
        ("[{url: javascript:x}]", "E207"),
        ("[{github: 'javascript://x'}]", "E207"),
        ("[{label: Home}]", "E202"),
        ("[{network: GitHub}]", "E202"),
        ("[{username: ada}]", "E202"),
        ("[{}]", "E202"),
        ("[{for: academic}]", "E202"),
        ("[{github: ada, for: academic}]", "E201"),
        ("{github: ada, for: academic}", "E201"),
        ("{github: ada, visibility: private}", "E201"),
        ("[{github: [ada]}]", "E201"),
        ("[[a]]", "E203"),
        ("[~]", "E203"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_problem(value: str, code: str) -> None:
    assert set(codes(f"{NAME}links: {value}\n")) == {code}


@pytest.mark.parametrize("key", ["links", "facts", "addresses"])
@pytest.mark.parametrize("mark", ["for", "not_for", "tags", "visibility", "priority"])
def test_a_mark_among_labels_never_becomes_content(key: str, mark: str) -> None:
    problem = problem_of(f"{NAME}{key}: {{City: x, {mark}: private}}\n")
    assert (problem.code, problem.span and problem.span.line) == ("E201", 2)
    assert mark in problem.message


@pytest.mark.parametrize(
    "value",
    ["{Driving: B, Age: 42}", "[{label: Driving, value: B}, {label: Age, value: 42}]"],
)
def test_facts_are_labels_with_values(value: str) -> None:
    facts = person(f"facts: {value}\n").facts
    assert [(f.label.text, f.value.text) for f in facts] == [("Driving", "B"), ("Age", "42")]


def test_a_single_fact_needs_no_list() -> None:
    assert person("facts: {label: Driving, value: B}\n").facts == (
        Fact(label=text_of("Driving"), value=text_of("B")),
    )


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("1 Mill Lane", [(None, "1 Mill Lane")]),
        ("{postal: 1 Mill Lane}", [("postal", "1 Mill Lane")]),
        (
            "{postal: 1 Mill Lane, visiting: Room 5}",
            [("postal", "1 Mill Lane"), ("visiting", "Room 5")],
        ),
        ("[{label: Home, text: 1 Mill Lane}]", [("Home", "1 Mill Lane")]),
        ("[1 Mill Lane, Room 5]", [(None, "1 Mill Lane"), (None, "Room 5")]),
        ("{text: 1 Mill Lane}", [(None, "1 Mill Lane")]),
        ("{postal: {text: 1 Mill Lane, visibility: private}}", [("postal", "1 Mill Lane")]),
    ],
)
def test_addresses_may_have_labels(value: str, made: list[tuple[str | None, str]]) -> None:
    addresses: tuple[Address, ...] = person(f"addresses: {value}\n").addresses
    assert [(words(a.label), a.text.text) for a in addresses] == made


def test_the_lines_of_an_address_are_kept() -> None:
    (address,) = person("addresses:\n  postal: |\n    1 Mill Lane\n    Bristol\n").addresses
    assert address.text.text == "1 Mill Lane\nBristol"


@pytest.mark.parametrize("key", ["email", "phone", "interests"])
@pytest.mark.parametrize(
    "form", ["{}", "[{}]", "{{text: {}, visibility: public}}", "[{{text: {}}}]"]
)
def test_one_or_several_may_be_given(key: str, form: str) -> None:
    value = "ada@example.org" if key == "email" else "'+44 20'"
    (made,) = getattr(person(f"{key}: {form.format(value)}\n"), key)
    assert made.text == value.strip("'")


@pytest.mark.parametrize(
    "value",
    [
        "ada",
        "ada@",
        "@example.org",
        "ada@example",
        "a b@example.org",
        "<ada@example.org>",
        "ada@example.org, bo@example.org",
        "mailto:ada",
        "ada@example.",
    ],
)
def test_an_email_address_has_to_be_one(value: str) -> None:
    assert codes(f"{NAME}email: '{value}'\n") == ["E211"]
    assert codes(f"{NAME}email: [ok@example.org, {{text: '{value}'}}]\n") == ["E211"]


@pytest.mark.parametrize(
    "value", ["ada@example.org", "a+b@c.d.example", "àdä@exämple.org", "o'neil@example.org"]
)
def test_an_unusual_email_address_is_one(value: str) -> None:
    assert person(f'email: "{value}"\n').email[0].text == value


@pytest.mark.parametrize(
    ("value", "ok"), [("1990", True), ("1990-05-04", True), ("4 May 1990", True), ("soon", False)]
)
def test_a_date_of_birth_is_a_date(value: str, ok: bool) -> None:
    assert codes(f"{NAME}born: {value}\n") == ([] if ok else ["E205"])


@pytest.mark.parametrize(
    "value",
    ["Settled", "{status: Settled}", "[Settled]", "[{status: Settled}]"],
)
def test_a_right_to_work_may_be_its_name_alone(value: str) -> None:
    (right,) = person(f"work_authorization: {value}\n").work_authorization
    assert right.status.text == "Settled"


def test_a_right_to_work_ends_on_a_date() -> None:
    (right,) = person(
        "work_authorization: {status: Visa, country: UK, until: 2027-Q1}\n"
    ).work_authorization
    assert right.until == PartialDate(2027, quarter=1)


@pytest.mark.parametrize("tag", ["en", "de", "pt-BR", "zh-Hant-TW", "NO", "tlh", "en-GB-oxendict"])
def test_the_language_is_a_tag(tag: str) -> None:
    assert built(f"{NAME}language: {tag}\n").settings.language == tag


@pytest.mark.parametrize(
    "tag", ["english", "e", "en_GB", "en-", "-en", "../en", "en/..", "e n", "'en\n'x", "de.yaml"]
)
def test_what_is_not_a_language_tag_is_refused(tag: str) -> None:
    assert codes(f"{NAME}language: {tag}\n") in (["E204"], ["E104"])


def test_aliases_are_whole_names_with_their_commas() -> None:
    assert person("aliases: 'Example, A.'\n").aliases == ("Example, A.",)
    assert person("aliases: [A. Example, 'Example, A.']\n").aliases == ("A. Example", "Example, A.")
