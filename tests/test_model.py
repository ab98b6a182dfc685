"""What a CV holds: texts, marks, the person, links, variants, and the short forms of each."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cvgen.dates import DateRange, PartialDate
from cvgen.model.cv import Cv, Settings
from cvgen.model.marks import Marks, Visibility
from cvgen.model.person import Address, Fact, Link, Person
from cvgen.model.text import Text, TextChoice, text_of
from cvgen.model.variant import SectionRule, Variant
from cvgen.model.walk import marked_items
from cvgen.sections.publications import Author, Publication
from tests.helpers import NAME, built, codes, entries_of, problem_of, section, words


def person(yaml_text: str) -> Person:
    return built(NAME + yaml_text).person


def variant(yaml_text: str) -> Variant:
    (made,) = built(f"{NAME}variants:\n  mine: {yaml_text}\n").variants
    return made


def publication(yaml_text: str) -> Publication:
    (entry,) = entries_of("publications", f"- title: T\n  {yaml_text}")
    assert isinstance(entry, Publication)
    return entry


def headline(value: str) -> Text:
    made = person(f"headline: {value}\n").headline
    assert made is not None
    return made


def test_the_smallest_cv_is_a_name() -> None:
    cv = built("name: Ada Example")
    assert cv == Cv(person=Person(name="Ada Example"))
    assert (cv.sections, cv.variants, cv.settings) == ((), (), Settings())


@pytest.mark.parametrize(
    "name", ["A", "李", "O'Neil", "Null", "NO", "007", "Ada *E*", "Anne-Marie d'Été", "1.10"]
)
def test_a_name_may_be_anything(name: str) -> None:
    assert built(f"name: {name}\n").person.name == name


def test_a_plain_text_is_short_for_one_alternative_without_marks() -> None:
    assert headline("Engineer") == text_of("Engineer")
    assert headline("{text: Engineer}") == text_of("Engineer")
    assert headline("[Engineer]") == text_of("Engineer")
    assert headline("[{text: Engineer}]") == text_of("Engineer")


def test_a_text_may_carry_every_mark_and_a_short_form() -> None:
    marks = "for: [a, b], not_for: c, tags: d, visibility: private, priority: 5"
    (choice,) = headline(f"{{text: Long, short: L, {marks}}}").choices
    assert choice == TextChoice.model_validate(
        {"text": "Long", "short": "L", "for": ("a", "b"), "not_for": ("c",), "tags": ("d",),
         "visibility": Visibility.PRIVATE, "priority": 5}
    )  # fmt: skip


def test_alternatives_stay_in_order_and_the_first_is_the_text() -> None:
    text = headline("[{text: A, for: x}, {text: B, not_for: y}, C]")
    assert [choice.text for choice in text.choices] == ["A", "B", "C"]
    assert text.text == "A"


@pytest.mark.parametrize("mark", ["for: x", "not_for: x", "visibility: personal", "tags: x"])
def test_an_alternative_after_one_with_a_mark_can_be_reached(mark: str) -> None:
    assert len(headline(f"[{{text: A, {mark}}}, B]").choices) == 2


@pytest.mark.parametrize(
    "first", ["A", "{text: A}", "{text: A, priority: 5}", "{text: A, short: a}"]
)
def test_an_alternative_that_can_never_be_shown_is_a_problem(first: str) -> None:
    assert codes(f"{NAME}headline: [{first}, B]\n") == ["E214"]
    assert codes(f"{NAME}summary:\n  - One paragraph.\n  - Another.\n") == ["E214"]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("''", "E208"),
        ("'  '", "E208"),
        ("{text: ''}", "E208"),
        ("[]", "E208"),
        ("['']", "E208"),
        ("{}", "E202"),
        ("{short: x}", "E202"),
        ("{text: [a]}", "E203"),
        ("{text: {text: a}}", "E203"),
        ("[[a]]", "E203"),
        ("{text: a, txt: b}", "E201"),
        ("{Title: subtitle}", "E201"),
        ("{choices: [a]}", "E201"),
        ("{text: a, priority: 0}", "E204"),
        ("{text: a, priority: 6}", "E204"),
        ("{text: a, priority: high}", "E206"),
        ("{text: a, visibility: secret}", "E204"),
        ("{text: a, visibility: Public}", "E204"),
        ("{text: a, tags: {b: c}}", "E203"),
        ("{text: a, tags: [[b]]}", "E203"),
        ("{text: a, for: [~]}", "E203"),
        ("'[a](javascript:x)'", "E207"),
        ("'[a](/b)'", "E207"),
        ("{text: a, short: '[a](data:x)'}", "E207"),
    ],
)
def test_a_text_that_cannot_be_used_is_a_problem(value: str, code: str) -> None:
    assert codes(f"{NAME}headline: {value}\n") == [code]


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("a", ("a",)),
        ("[a]", ("a",)),
        ("[a, b]", ("a", "b")),
        ("'a, b'", ("a", "b")),
        ("'a,b,'", ("a", "b")),
        ("[]", ()),
        ("2021", ("2021",)),
        ("NO", ("NO",)),
        ("[' a ']", ("a",)),
    ],
)
def test_tags_and_audiences_are_one_word_or_several(value: str, made: tuple[str, ...]) -> None:
    (choice,) = headline(f"{{text: x, for: {value}, tags: {value}}}").choices
    assert (choice.for_, choice.tags) == (made, made)


def test_no_mark_is_told_from_an_empty_one() -> None:
    (choice,) = headline("x").choices
    assert (choice.for_, choice.not_for, choice.visibility, choice.priority) == (None,) * 4
    assert choice.tags == ()


@pytest.mark.parametrize("value", ["1", "5", "'3'"])
def test_a_priority_is_a_number_from_1_to_5(value: str) -> None:
    (choice,) = headline(f"{{text: x, priority: {value}}}").choices
    assert choice.priority == int(value.strip("'"))


def test_visibilities_go_further_and_further() -> None:
    assert [v.rank for v in (Visibility.PUBLIC, Visibility.PERSONAL, Visibility.PRIVATE)] == [
        0,
        1,
        2,
    ]


def test_a_model_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        built(NAME).person.name = "Bo"  # type: ignore[misc]


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
def test_a_link_has_a_form_for_every_habit(value: str, made: list[Link]) -> None:
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


def test_one_fact_may_stand_alone() -> None:
    assert person("facts: {label: Age, value: 42}\n").facts == (
        Fact(label=text_of("Age"), value=text_of("42")),
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
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    assert codes(f"{NAME}language: {tag}\n") in (["E204"], ["E104"])


def test_aliases_are_whole_names_with_their_commas() -> None:
    assert person("aliases: 'Example, A.'\n").aliases == ("Example, A.",)
    assert person("aliases: [A. Example, 'Example, A.']\n").aliases == ("A. Example", "Example, A.")


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("Ada Example", [("Ada Example", False)]),
        ("[Ada Example, Bo Sample*]", [("Ada Example", False), ("Bo Sample", True)]),
        ("['Bo Sample *']", [("Bo Sample", True)]),
        ("[{name: Bo Sample, equal: true}]", [("Bo Sample", True)]),
        ("[{name: Bo Sample}]", [("Bo Sample", False)]),
        ("Ada Example, Bo Sample and Kim Muster",
         [("Ada Example", False), ("Bo Sample", False), ("Kim Muster", False)]),
        ("Ada Example and Bo Sample*", [("Ada Example", False), ("Bo Sample", True)]),
        ("Ada Example, Bo Sample, et al.",
         [("Ada Example", False), ("Bo Sample", False), ("et al.", False)]),
        ("'Example, A.; Sample, B.'", [("Example, A.", False), ("Sample, B.", False)]),
        ("Example, Ada", [("Example, Ada", False)]),
        ("The ATLAS Collaboration", [("The ATLAS Collaboration", False)]),
        ("['*Ada Example*', '**Bo Sample**']", [("Ada Example", False), ("Bo Sample", False)]),
        ("['李四', 'Alexander']", [("李四", False), ("Alexander", False)]),
        ("Andy Anders and Brand Alexander", [("Andy Anders", False), ("Brand Alexander", False)]),
    ],
)  # fmt: skip
def test_authors_may_be_written_in_many_ways(value: str, made: list[tuple[str, bool]]) -> None:
    authors: tuple[Author, ...] = publication(f"authors: {value}").authors
    assert [(author.name, author.equal) for author in authors] == made


@pytest.mark.parametrize(
    ("value", "code"),
    [("['']", "E208"), ("['*']", "E208"), ("[{equal: true}]", "E202"),
     ("[{name: A, eqal: true}]", "E201"),
     ("[{name: A, equal: perhaps}]", "E204"), ("[[A]]", "E203"), ("[~]", "E203")],
)  # fmt: skip
def test_an_author_without_a_name_is_a_problem(value: str, code: str) -> None:
    assert codes(section("publications", f"- title: T\n  authors: {value}")) == [code]


@pytest.mark.parametrize(
    "value",
    [
        "10.1145/1.2",
        "https://doi.org/10.1145/1.2",
        "doi:10.1145/1.2",
        "DOI: 10.1145/1.2",
        "http://dx.doi.org/10.1145/1.2",
    ],
)
def test_a_doi_is_kept_bare(value: str) -> None:
    assert publication(f"doi: '{value}'").doi == "10.1145/1.2"


@pytest.mark.parametrize(
    "value",
    [
        "2410.06722",
        "arXiv:2410.06722",
        "https://arxiv.org/abs/2410.06722",
        "https://arxiv.org/pdf/2410.06722.pdf",
        "2410.06722 [cs.DB]",
    ],
)
def test_an_arxiv_identifier_is_kept_bare(value: str) -> None:
    assert publication(f"arxiv: '{value}'").arxiv == "2410.06722"


@pytest.mark.parametrize(
    "line",
    ["doi: 11.1/x", "doi: https://example.org", "arxiv: x", "arxiv: 2410", "arxiv: 'a\"b/1234567'"],
)
def test_what_is_no_identifier_is_refused(line: str) -> None:
    assert codes(section("publications", f"- title: T\n  {line}")) == ["E212"]


@pytest.mark.parametrize(
    ("value", "number"),
    [("546079", 546079), ("546,079", 546079), ("546 079", 546079), ("1_000", 1000),
     ("1500.50", 1500.5), ("0", 0),
     ("'007'", 7), ("1,234,567", 1234567), ("1 234,567", 1234567)],
)  # fmt: skip
def test_an_amount_may_be_grouped(value: str, number: float) -> None:
    (grant,) = entries_of("funding", f"- title: T\n  amount: {value}")
    assert getattr(grant, "amount") == number  # noqa: B009


@pytest.mark.parametrize(
    "value",
    ["lots", "€5", "5 EUR", "5k", "1,5", "12,34,567", "1.2.3", "0x10", "nan", "inf", "1.0e999",
     "1.0e300",
     "9" * 40, "9" * 5000, "''", "--5", "1e"],
    ids=lambda value: value[:12],
)  # fmt: skip
@pytest.mark.parametrize("key", ["funding", "awards"])
def test_what_is_no_amount_is_refused(value: str, key: str) -> None:
    assert codes(section(key, f"- title: T\n  amount: {value}")) == ["E206"]


@pytest.mark.parametrize(("value", "made"), [("EUR", "EUR"), ("eur", "EUR"), ("XYZ", "XYZ")])
def test_a_currency_is_three_letters(value: str, made: str) -> None:
    (grant,) = entries_of("funding", f"- title: T\n  currency: {value}")
    assert getattr(grant, "currency") == made  # noqa: B009


@pytest.mark.parametrize("value", ["€", "euro", "EU", "E1R", "ÄÖÜ"])
def test_what_is_no_currency_is_refused(value: str) -> None:
    assert codes(section("funding", f"- title: T\n  currency: {value}")) == ["E206"]


@pytest.mark.parametrize(
    ("value", "made"),
    [("true", True), ("yes", True), ("YES", True), ("no", False), ("False", False)],
)
def test_yes_and_no_are_understood_where_they_are_asked_for(value: str, made: bool) -> None:
    assert publication(f"selected: {value}").selected is made


@pytest.mark.parametrize(
    ("lines", "when"),
    [
        ("date: 2021", DateRange(PartialDate(2021))),
        ("year: 2021", DateRange(PartialDate(2021))),
        ("date: 2021..2022", DateRange(PartialDate(2021), PartialDate(2022))),
        ("start: 2021", DateRange(PartialDate(2021))),
        ("end: 2021", DateRange(None, PartialDate(2021))),
        ("start: 2021\n  end: present", DateRange(PartialDate(2021), "present")),
        ("url: https://a.example", None),
    ],
)
def test_dates_mean_the_same_however_they_are_given(lines: str, when: DateRange | None) -> None:
    assert publication(lines).when == when


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("date: 2021\n  year: 2021", "E210"),
        ("date: 2021\n  start: 2021", "E210"),
        ("year: 2021\n  end: 2021", "E210"),
        ("start: 2022\n  end: 2021", "E209"),
        ("date: 2022..2021", "E205"),
        ("start: present", "E205"),
        ("start: 2021..2022", "E205"),
        ("date: present", "E205"),
        ("start: [2021]", "E203"),
        ("end: {year: 2021}", "E203"),
        ("start: {year: 2021, month: 99}", "E203"),
        ("date: {start: {year: 2021}}", "E203"),
    ],
)
def test_dates_that_contradict_each_other_are_a_problem(lines: str, code: str) -> None:
    assert codes(section("awards", f"- title: T\n  {lines}")) == [code]


RULES = "{sections: [%s]}"


@pytest.mark.parametrize(
    ("rule", "made"),
    [
        ("experience", SectionRule(name="experience")),
        ("...", SectionRule(name="...")),
        ("experience: {entries: 5}", SectionRule(name="experience", entries=5)),
        ("{name: experience, entries: 5}", SectionRule(name="experience", entries=5)),
        ("experience: {highlights: 3}", SectionRule(name="experience", highlights=(3,))),
        (
            "experience: {highlights: [3, 2, 0]}",
            SectionRule(name="experience", highlights=(3, 2, 0)),
        ),
        ("experience: {since: 10y}", SectionRule(name="experience", since="10y")),
        ("experience: {since: 18 m}", SectionRule(name="experience", since="18 m")),
        ("experience: {since: 2018}", SectionRule(name="experience", since="2018")),
        ("publications: {only: selected}", SectionRule(name="publications", only=("selected",))),
        ("skills: {title: Tools}", SectionRule(name="skills", title=text_of("Tools"))),
    ],
)
def test_a_rule_names_a_section_and_what_to_take_of_it(rule: str, made: SectionRule) -> None:
    assert variant(RULES % rule).sections == (made,)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("experience: 5", "E203"),
        ("experience: [1, 2]", "E203"),
        ("{experience: }", "E208"),
        ("experience: {name: skills}", "E201"),
        ("experience: {entrys: 5}", "E201"),
        ("experience: {entries: -1}", "E204"),
        ("experience: {entries: some}", "E206"),
        ("experience: {entries: 1.5}", "E206"),
        ("experience: {highlights: [3, -1]}", "E204"),
        ("experience: {since: ages}", "E205"),
        ("experience: {since: 1000y}", "E205"),
        ("[experience]", "E203"),
    ],
)
def test_a_rule_that_means_nothing_is_a_problem(rule: str, code: str) -> None:
    assert set(codes(f"{NAME}variants:\n  mine: {RULES % rule}\n")) == {code}


def test_a_variant_without_rules_is_one() -> None:
    assert built(f"{NAME}variants:\n  mine:\n  other: {{}}\n").variants == (
        Variant(name="mine"), Variant(name="other"),
    )  # fmt: skip


@pytest.mark.parametrize("name", ["mine", "industry-short", "v2", "2", "a_b", "a" * 61])
def test_a_variant_has_a_name_that_can_be_part_of_a_file_name(name: str) -> None:
    assert built(f"{NAME}variants:\n  {name}: {{}}\n").variants[0].name == name


@pytest.mark.parametrize(
    "name", ["Mine", "a b", "../x", "-a", ".a", "a/b", "é", "'a\\0'", "''", "a" * 62]
)
def test_a_variant_cannot_have_any_other_name(name: str) -> None:
    assert codes(f"{NAME}variants:\n  {name}: {{}}\n") in (["E204"], ["E104"])


@pytest.mark.parametrize(
    ("rules", "code"),
    [("{name: other}", "E201"), ("{them: x}", "E201"), ("[x]", "E203"), ("x", "E203"),
     ("{visibility: all}", "E204"),
     ("{sections: {experience: x}}", "E203"), ("{sections: experience}", "E203"),
     ("{theme: [x]}", "E203")],
)  # fmt: skip
def test_a_variant_that_cannot_be_used_is_a_problem(rules: str, code: str) -> None:
    assert codes(f"{NAME}variants:\n  mine: {rules}\n") == [code]


MARKED = """\
name: Ada Example
headline: [{text: A, for: x}, B]
phone: [{text: '1', tags: t}]
sections:
  awards:
    title: {text: Prizes, tags: s}
    entries:
      - {title: One, tags: a, highlights: [h, {text: i, tags: b}]}
"""


def test_every_item_that_may_carry_marks_is_visited_with_its_place() -> None:
    found = {path: marks.tags for path, marks in marked_items(built(MARKED)) if marks.tags}
    assert found == {
        ("phone", 0): ("t",),
        ("sections", "awards", "title"): ("s",),
        ("sections", "awards", "entries", 0): ("a",),
        ("sections", "awards", "entries", 0, "highlights", 1): ("b",),
    }


def test_alternatives_are_visited_by_number() -> None:
    paths = [path for path, marks in marked_items(built(MARKED)) if marks.for_]
    assert paths == [("headline", 0)]


def test_an_unknown_key_is_an_error_for_programs_too() -> None:
    with pytest.raises(ValidationError):
        Marks.model_validate({"visibilty": "private"})


def test_a_program_may_use_names_of_fields_or_keys() -> None:
    data: dict[str, Any] = {"for": ["a"]}
    assert Marks.model_validate(data) == Marks.model_validate({"for_": ["a"]})
