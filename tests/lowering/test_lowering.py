"""The header, dates and titles of a document, and ids of sections."""

from __future__ import annotations

import pytest

from cvgen.document import Contact, Document, EntryBlock, Group, Paragraph
from cvgen.errors import InputError
from cvgen.lowering.networks import networks, profile_url
from cvgen.markup.inline import plain_text
from tests.helpers_cv import blocks_of, document_of, says, shape, text_of_document


def contacts(person: str) -> list[Contact]:
    """The contacts of Ada Example with the keys ``person``."""
    return list(document_of(f"name: Ada Example\n{person}\n").header.contacts)


def contact(person: str) -> tuple[str, str]:
    """The label and text of the one contact that ``person`` makes."""
    (made,) = contacts(person)
    return made.label, says(made.text)


def test_the_head_contains_name_lines_and_summary() -> None:
    text = """\
        name: Ada Example
        headline: "*Systems* engineer"
        affiliation: University of Examplia
        summary: "First.\\n\\nSecond."
        photo: ada.jpg
        """
    header = document_of(text).header
    assert (header.name, says(header.headline)) == ("Ada Example", "*Systems* engineer")
    assert says(header.affiliation) == "University of Examplia"
    texts = [part.text for part in header.summary if isinstance(part, Paragraph)]
    assert [says(text) for text in texts] == ["First.", "Second."]
    assert (header.photo, header.photo_alt) == ("ada.jpg", "Portrait of Ada Example")


def test_contacts_have_a_fixed_order() -> None:
    text = """\
name: Ada Example
facts: {Height: tall}
links: [https://ada.example]
nationality: British
addresses: {postal: Here}
born: 1990-02
location: London
work_authorization: settled
phone: "1"
email: a@example.org"""
    kinds = [(c.kind, c.label) for c in document_of(text).header.contacts]
    assert kinds == [
        ("email", ""), ("phone", ""), ("location", ""), ("address", "Postal address"), ("link", ""),
        ("fact", "Born"), ("fact", "Nationality"), ("fact", "Right to work"), ("fact", "Height"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("email: ada@example.org", ("", "[ada@example.org](mailto:ada@example.org)")),
        ("email: a+b_c@example.org", ("", "[a+b_c@example.org](mailto:a+b_c@example.org)")),
        ("email: a?b@example.org", ("", "[a?b@example.org](mailto:a%3Fb@example.org)")),
        ("phone: '+44 (0)20 7946-0000'", ("", "[+44 (0)20 7946-0000](tel:+442079460000)")),
        ("phone: 020 7946", ("", "020 7946")),
        ("phone: 'ask +me'", ("", "ask +me")),
        ("location: '*London*, UK'", ("", "*London*, UK")),
        ("born: 1990-02-03", ("Born", "3 February 1990")),
        ("born: 1990", ("Born", "1990")),
        ("nationality: British", ("Nationality", "British")),
        ("facts: {Height: '*tall*'}", ("Height", "*tall*")),
        ("facts: [{label: '*Our* `x`', value: y}]", ("Our x", "y")),
        ("addresses: Mill Lane 1", ("", "Mill Lane 1")),
        ("addresses: {visiting: 'Mill Lane 1'}", ("Visiting address", "Mill Lane 1")),
        ("addresses: {summer house: 'Mill Lane 1'}", ("Summer house", "Mill Lane 1")),
        ('addresses: "Mill Lane 1,\\n London \\nUK"', ("", "Mill Lane 1, London, UK")),
    ],
)
def test_a_contact_reads_and_leads(person: str, expected: tuple[str, str]) -> None:
    assert contact(person) == expected


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://www.ada.example/", ("", "[ada.example](https://www.ada.example/)")),
        ("ada.example/me", ("", "[ada.example/me](https://ada.example/me)")),
        ("ada.example", ("", "[ada.example](https://ada.example)")),
        ("mailto:x@example.org", ("", "[x@example.org](mailto:x@example.org)")),
        ("{github: ada}", ("", "[github.com/ada](https://github.com/ada)")),
        ("{GitHub: '@ada'}", ("", "[github.com/ada](https://github.com/ada)")),
        ("{linkedin: in/ada}", ("", "[linkedin.com/in/ada](https://www.linkedin.com/in/ada)")),
        ("{google-scholar: X_y}",
         ("", "[Google Scholar](https://scholar.google.com/citations?user=X_y)")),
        ("https://scholar.google.de/citations?user=X_y&hl=de&sortby=pubdate",
         ("", "[Google Scholar](https://scholar.google.de/citations?user=X_y&hl=de&sortby=pubdate)")),
        ("https://orcid.org/0000-0002-1825-0097?lang=en#top",
         ("", "[orcid.org/0000-0002-1825-0097](https://orcid.org/0000-0002-1825-0097?lang=en#top)")),
        (f"https://uk.linkedin.com/in/{'ada-' * 12}x",
         ("", f"[LinkedIn](https://uk.linkedin.com/in/{'ada-' * 12}x)")),
        (f"https://ada.example/mills/{'punched-' * 6}cards/2020",
         ("", f"[ada.example/mills/…](https://ada.example/mills/{'punched-' * 6}cards/2020)")),
        (f"https://{'mill' * 12}.example/a",
         ("", f"[{'mill' * 12}.example/…](https://{'mill' * 12}.example/a)")),
        ("{mastodon: '@ada@tide.example'}", ("", "[tide.example/@ada](https://tide.example/@ada)")),
        ("{mastodon: ada}", ("Mastodon", "ada")),
        ("{tidenet: ada}", ("Tidenet", "ada")),
        ("{github: 'https://github.com/ada'}", ("", "[github.com/ada](https://github.com/ada)")),
        ("{network: TideNet, username: ada}", ("TideNet", "ada")),
        ("{network: TideNet, username: ada, url: 'https://t.example'}",
         ("", "[t.example](https://t.example)")),
        ("{url: 'https://ada.example', label: '*Home*'}", ("", "[Home](https://ada.example)")),
        ("{network: tidenet, username: ada, label: Tides}", ("Tidenet", "Tides")),
    ],
)  # fmt: skip
def test_a_link_shows_its_address_its_label_or_the_name_there(
    link: str, expected: tuple[str, str]
) -> None:
    assert contact(f"links: [{link}]") == expected


@pytest.mark.parametrize("network", sorted(networks()))
def test_a_known_network_has_an_address_however_its_name_is_spelt(network: str) -> None:
    url = profile_url(network, "ada")
    assert url is not None and url.startswith("https://") and "ada" in url
    assert {profile_url(name, "ada") for name in (network.upper(), network.replace(" ", "_"))} == {
        url
    }


@pytest.mark.parametrize("name", ["a b", "a/../b", "a?x=1#y", "ä", '"><script>'])
def test_a_hostile_username_stays_part_of_an_address(name: str) -> None:
    url = profile_url("github", name)
    assert url is None or (
        url.startswith("https://github.com/") and '"' not in url and " " not in url
    )


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        ("settled status", "settled status"),
        ("{status: settled, country: UK, until: 2027-10, note: renewable}",
         "UK settled, until Oct 2027, renewable"),
        ("{status: visa, until: 2027}", "visa, until 2027"),
        ("[{status: a, country: UK}]", "UK a"),
        ("{status: EU citizen, country: EU}", "EU citizen"),
        ("{status: citizen of the United Kingdom, country: united kingdom}",
         "citizen of the United Kingdom"),
        ("{status: USA visa, country: US}", "US USA visa"),
    ],
)  # fmt: skip
def test_a_right_to_work(right: str, expected: str) -> None:
    assert contact(f"work_authorization: {right}") == ("Right to work", expected)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("date: 2021", "2021"),
        ("date: 2023-09", "Sep 2023"),
        ("date: 2023-09-14", "14 Sep 2023"),
        ("date: 2027-Q1", "Q1 2027"),
        ("date: summer 2015", "Summer 2015"),
        ("date: Sep 2023", "Sep 2023"),
        ("date: 2022..2024", "2022–2024"),
        ("year: 2022", "2022"),
        ("start: 2019, end: present", "2019 – present"),
        ("start: 2019-06, end: 2019-09", "Jun – Sep 2019"),
        ("start: 2019-06, end: 2020-09", "Jun 2019 – Sep 2020"),
        ("start: 2019-06-01, end: 2019-06-30", "1–30 Jun 2019"),
        ("start: 2019, end: 2019-09", "2019 – Sep 2019"),
        ("start: 2019, end: 2019", "2019"),
        ("start: 2019", "2019"),
        ("end: 2019", "until 2019"),
        ("end: present", "present"),
        ("date: 2016..", "2016 – present"),
        ("date: ..2016", "until 2016"),
        ("start: spring 2019, end: 2020-Q2", "Spring 2019 – Q2 2020"),
    ],
)
def test_dates_are_as_precise_as_they_were_given(dates: str, expected: str) -> None:
    (entry,) = blocks_of(f"awards: [{{title: x, {dates}}}]")
    assert isinstance(entry, EntryBlock) and entry.when is not None
    assert entry.when.text == expected


@pytest.mark.parametrize(
    ("dates", "iso"),
    [
        ("date: 2021", ("2021", None)),
        ("date: 2023-09-14", ("2023-09-14", None)),
        ("date: 2027-Q1", (None, None)),
        ("start: 2019-06, end: present", ("2019-06", None)),
        ("start: 2019-06, end: 2021", ("2019-06", "2021")),
    ],
)
def test_dates_have_a_form_for_machines(dates: str, iso: tuple[str | None, str | None]) -> None:
    (entry,) = blocks_of(f"awards: [{{title: x, {dates}}}]")
    assert isinstance(entry, EntryBlock) and entry.when is not None
    assert (entry.when.start, entry.when.end) == iso


def publications(*kinds: str) -> Document:
    """A CV with a publication of each of ``kinds``."""
    lines = "\n".join(f"    - {{title: t{n}, type: {kind}}}" for n, kind in enumerate(kinds))
    return document_of(f"name: Ada Example\nsections:\n  publications:\n{lines}\n")


def test_few_publications_are_one_list() -> None:
    blocks = publications(*["journal", "book"] * 3).sections[0].blocks
    assert {block.kind for block in blocks} == {"reference"}


def test_many_publications_are_grouped_by_type_with_the_most_frequent_outlet_first() -> None:
    (section,) = publications(*["journal", "other", "conference", "journal"] * 2).sections
    groups = [block for block in section.blocks if isinstance(block, Group)]
    assert len(groups) == len(section.blocks)
    assert [(plain_text(group.title), len(group.blocks)) for group in groups] == [
        ("Journal articles (4)", 4), ("Conference papers (2)", 2), ("Other publications (2)", 2),
    ]  # fmt: skip


def test_many_publications_of_one_type_are_one_list() -> None:
    (section,) = publications(*["journal"] * 9).sections
    assert (len(section.blocks), says(section.note)) == (9, "9 items")


def test_the_star_of_equal_contribution_is_explained_unless_the_cv_does() -> None:
    text = (
        "name: A\nsections: {{publications: {{{}entries: [{{title: x, authors: [B B*, C C*]}}]}}}}"
    )
    assert says(document_of(text.format("")).sections[0].note) == "* equal contribution"
    assert says(document_of(text.format("note: '*my* note', ")).sections[0].note) == "*my* note"


def test_interests_of_the_person_are_a_section_at_the_end() -> None:
    document = document_of("name: A\ninterests: [chess, '*rowing*']\nsections: {awards: [x]}")
    assert [section.title for section in document.sections] == ["Awards", "Interests"]
    assert shape(document.sections[1].blocks) == [{"rows": [[[], "chess, *rowing*"]]}]


def test_ids_of_sections_are_unique_and_fit_for_html() -> None:
    keys = [
        "own part",
        "own-part",
        "Own Part",
        "ünï",
        "日本",
        "日本語",
        "1st",
        "interests",
        "a" * 90,
    ]
    lines = "".join(f"  {key!r}: {{type: bullets, entries: [x]}}\n" for key in keys)
    document = document_of(f"name: A\ninterests: [x]\nsections:\n{lines}")
    ids = [section.key for section in document.sections]
    assert len(ids) == len(keys) + 1 == len(set(ids))
    assert all(
        name.isascii() and name[0].isalpha() and not set(name) & set(" \"'<>&") for name in ids
    )
    assert ids[:3] == ["own-part", "own-part-2", "own-part-3"]


def test_both_sections_of_interests_have_the_title_of_their_type() -> None:
    document = document_of("name: A\ninterests: [x]\nsections: {interests: [y]}")
    assert [section.title for section in document.sections] == ["Interests", "Interests"]


def test_a_section_without_entries_makes_no_section() -> None:
    assert document_of("name: A\nsections: {awards: []}").sections == ()


@pytest.mark.parametrize("amount", ["9" * 19, "1.0e999", "9" * 4000, "-1.0e999"])
def test_an_amount_beyond_reason_is_a_problem_and_not_a_crash(amount: str) -> None:
    with pytest.raises(InputError, match="E206"):
        text_of_document(blocks_of(f"funding: [{{title: x, amount: {amount}, currency: EUR}}]"))
