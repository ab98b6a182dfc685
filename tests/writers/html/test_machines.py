"""What machines read from a page: microformats, JSON-LD, and whether it may be found."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from textwrap import dedent
from typing import Any

import mf2py
import pytest
from bs4 import BeautifulSoup
from hypothesis import given

import cvgen
from cvgen.assets.files import Assets
from cvgen.document import Document, Web
from cvgen.themes import load_theme
from cvgen.writers import WRITERS
from tests.helpers_cv import cv_of
from tests.samples import FULL
from tests.strategies import secrets
from tests.test_properties import CASES, Case
from tests.test_properties_formats import slow

ADA = dedent("""\
    name: Ada Example
    aliases: [A. Example, Augusta Never Shown]
    headline: Professor of *Engines*
    affiliation: University of Nowhere
    email: [ada@example.org, {text: ada@home.example, visibility: personal}]
    phone: +00 123 456
    location: Nowhere, NL
    links: [https://ada.example.org/, {github: ada}, {mastodon: "@ada@example.social"}]
    born: 1990-12-10
    summary: Weaves </script><script>alert(1)</script> algebra.
    sections:
      experience:
        - {role: Professor, organization: University of Nowhere, location: Elsewhere,
           start: 2023-09, end: present}
        - {role: Engineer, organization: Engine Works, start: 2015-02, end: 2019-03}
        - {role: Spy, organization: Secret Service, date: 2014, visibility: private}
        - organization: Loom Company
          roles: [{role: Senior Weaver, start: 2013, end: 2014}, {role: Weaver, date: 2012}]
      education:
        - {degree: PhD, area: Looms, institution: Old School, start: 2008, end: 2012}
      publications:
        - {title: On Wheels, authors: [A. Example, B. Babel], year: 2020}
      skills: {Tools: [looms, {text: lock picking, visibility: personal}]}
      awards: [Golden Wheel]
      languages: {Dutch: native, English: C2}
    """)  # fmt: skip


def page_of(variant: str, text: str = ADA, theme: str = "industry") -> str:
    """The page of a CV as the library makes it."""
    document = cvgen.lower(cvgen.select(cv_of(text), variant).cv)
    return cvgen.render(document, "html", theme=theme).decode()


def person_in(page: str) -> Any:
    """The JSON-LD of a page, read back; exactly one block."""
    (block,) = BeautifulSoup(page, "html.parser").select("script")
    assert block["type"] == "application/ld+json"
    return json.loads(block.text)


def head_of(page: str) -> str:
    """The head without its styles."""
    return re.sub(r"<style>.*?</style>", "", page.partition("</head>")[0], flags=re.DOTALL)


def meta(page: str) -> dict[str, str]:
    """Name → content."""
    tags = BeautifulSoup(page, "html.parser").select("meta[content]")
    named = (str(tag.get("name") or tag.get("property")) for tag in tags)
    return {name: str(tag["content"]) for name, tag in zip(named, tags, strict=True)}


@pytest.mark.parametrize("variant", ["public", "full", "record"])
def test_data_about_the_person_are_public_only(variant: str) -> None:
    named = [{"@type": "Language", "name": name} for name in ("Dutch", "English")]
    nowhere = {"@type": "Organization", "name": "University of Nowhere"}
    assert person_in(page_of(variant)) == {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": "Ada Example",
        "alternateName": "A. Example",
        "description": "Weaves </script><script>alert(1)</script> algebra.",
        "jobTitle": "Professor of Engines",
        "affiliation": nowhere,
        "worksFor": nowhere,
        "alumniOf": {"@type": "Organization", "name": "Old School"},
        "email": "ada@example.org",
        "url": "https://ada.example.org/",
        "sameAs": ["https://github.com/ada", "https://example.social/@ada"],
        "award": "Golden Wheel",
        "knowsAbout": "looms",
        "knowsLanguage": named,
    }


@pytest.mark.parametrize("variant", ["public", "full", "record", "industry"])
@slow
@given(case=CASES)
def test_no_secret_of_any_degree_is_in_the_head(variant: str, case: Case) -> None:
    document = cvgen.lower(case.seen(variant).cv)
    head = head_of(cvgen.render(document, "html").decode()).casefold()
    assert [word for word, rank in secrets(case.data) if rank and word in head] == []


def test_only_a_page_that_is_public_may_be_found() -> None:
    public, full = meta(page_of("public")), meta(page_of("full"))
    assert "robots" not in public
    assert public["og:type"] == "profile"
    assert public["og:title"].startswith("Ada Example")
    assert public["description"] == public["og:description"]
    assert public["description"].startswith("Weaves")
    assert full["robots"] == "noindex"
    assert "description" not in full
    assert [name for name in full if name.startswith(("og:", "twitter:"))] == []


def test_a_public_page_has_a_link_preview_without_addresses() -> None:
    page = page_of("public", ADA + "photo: ada.jpg\nlanguage: de-AT\n")
    card = {name: text for name, text in meta(page).items() if name.startswith(("og:", "twitter:"))}
    assert card == {
        "og:type": "profile",
        "og:title": "Ada Example – Lebenslauf",
        "og:description": "Weaves </script><script>alert(1)</script> algebra.",
        "og:locale": "de_AT",
        "twitter:card": "summary",
    }


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en_US"), ("de", "de_DE"), ("pt-PT", "pt_PT"), ("zh-Hant", "zh_TW"), ("nb", "nb_NO")],
)
def test_the_preview_names_language_and_country(language: str, locale: str) -> None:
    assert meta(page_of("public", f"name: Ada\nlanguage: {language}\n"))["og:locale"] == locale


def test_a_cv_without_secrets_may_be_found_in_any_variant() -> None:
    open_to_all = "name: Ada\nheadline: Engineer\ninterests: [Chess]\n"
    assert "robots" not in meta(page_of("full", open_to_all))
    assert meta(page_of("full", open_to_all))["description"] == "Engineer"
    assert meta(page_of("full", open_to_all + "phone: 1\n"))["robots"] == "noindex"


def test_a_document_of_unknown_origin_is_not_found() -> None:
    page = cvgen.render(FULL, "html").decode()
    assert meta(page)["robots"] == "noindex"
    assert "<script" not in page


def test_a_long_description_ends_with_a_word() -> None:
    made = meta(page_of("public", f"name: Ada\nsummary: {'engines ' * 60}\n"))["description"]
    assert len(made) <= 201
    assert made.endswith("engines…")


def parsed(page: str) -> Any:
    """The one résumé in the page."""
    (resume,) = mf2py.parse(doc=page)["items"]
    assert resume["type"] == ["h-resume"]
    return resume["properties"]


def first(item: Any, name: str) -> Any:
    """The first value of a property, None where there is none."""
    return item["properties"].get(name, [None])[0]


@pytest.mark.parametrize("theme", ["academic", "industry"])
def test_microformats_name_the_person(theme: str) -> None:
    resume = parsed(page_of("full", theme=theme))
    (card,) = resume["contact"]
    assert card["type"] == ["h-card"]
    assert first(card, "name") == "Ada Example"
    assert first(card, "job-title") == "Professor of Engines"
    assert first(card, "org") == "University of Nowhere"
    assert first(card, "email") == "mailto:ada@example.org"
    assert first(card, "tel") == "+00 123 456"
    assert first(card, "locality") == "Nowhere, NL"
    assert "https://github.com/ada" in card["properties"]["url"]
    assert resume["summary"][0].startswith("Weaves")
    assert "looms" in resume["skill"][0]


@pytest.mark.parametrize("theme", ["academic", "industry"])
def test_microformats_tell_positions_and_studies(theme: str) -> None:
    resume = parsed(page_of("public", theme=theme))
    keys = ("name", "org", "location", "start", "end")
    jobs = [tuple(first(job, key) for key in keys) for job in resume["experience"]]
    assert jobs == [
        ("Professor", "University of Nowhere", "Elsewhere", "2023-09", None),
        ("Engineer", "Engine Works", None, "2015-02", "2019-03"),
        ("Loom Company", "Loom Company", None, "2012", "2014"),
    ]
    inside = resume["experience"][2]["children"]
    roles = [(first(role, "name"), first(role, "start")) for role in inside]
    assert roles == [("Senior Weaver", "2013"), ("Weaver", "2012")]
    (study,) = resume["education"]
    assert first(study, "org") == "Old School"
    assert (first(study, "start"), first(study, "end")) == ("2008", "2012")


def test_data_cannot_leave_their_block() -> None:
    person = {"name": "<!--<script>", "url": "</ScRiPt>\u2028&"}
    document: Document = replace(FULL, web=Web(person=person))
    page = WRITERS["html"].write(document, load_theme("academic"), Assets()).data.decode()
    assert person_in(page) == person
