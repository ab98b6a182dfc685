"""A record of ORCID: affiliations, grants, works and reviews; all else is about the record."""

from __future__ import annotations

import json
from typing import Any

from cvgen.importing.imported import NO_HOME
from tests.helpers_importing import check_law, cv_in, unplaced


def of_record(**values: Any) -> dict[str, Any]:
    """An item with what the registry adds to each."""
    source = {"source-name": {"value": "A source"}}
    made = {"created-date": {"value": 1_500_000_000}, "source": source, "visibility": "public",
            "path": "/0000/x", "put-code": 7, "display-index": "0"}  # fmt: skip
    return made | {key.replace("_", "-"): value for key, value in values.items()}


def date(year: str, month: str | None = None, day: str | None = None) -> Any:
    """A date as ORCID has it."""
    parts = {"year": year, "month": month, "day": day}
    return {key: {"value": part} if part else None for key, part in parts.items()}


def affiliation(kind: str, role: str, start: Any, end: Any = None, unit: str | None = None) -> Any:
    """An affiliation in a group of its own."""
    organization = {
        "name": "Lindenau University",
        "address": {"city": "Lindenau", "region": None, "country": "DE"},
        "disambiguated-organization": {"disambiguation-source": "ROR"},
    }
    summary = of_record(department_name=unit, role_title=role, start_date=start, end_date=end,
                        organization=organization, url=None, external_ids=None)  # fmt: skip
    return {
        "affiliation-group": [{"external-ids": {}, "summaries": [{f"{kind}-summary": summary}]}]
    }


def identifiers(**values: str) -> Any:
    """Identifiers by kind."""
    return {"external-id": [
        {"external-id-type": kind, "external-id-value": value, "external-id-relationship": "self"}
        for kind, value in values.items()
    ]}  # fmt: skip


WORK = of_record(
    title={"title": {"value": "On mills & <i>looms</i>"}, "subtitle": {"value": "a study"}},
    journal_title={"value": "Mill Journal"}, type="journal-article",
    publication_date=date("2020", "03"), external_ids=identifiers(doi="10.1234/mills", eid="E1"),
    url={"value": "https://doi.org/10.1234/mills"},
)  # fmt: skip
REVIEW = [
    of_record(reviewer_role="reviewer", review_type="review", completion_date=date(year, month),
              convening_organization={"name": "Guild"})
    for year, month in (("2021", "05"), ("2020", None), ("2021", "07"))
]  # fmt: skip
ADA = {
    "orcid-identifier": {"uri": "https://orcid.org/0000-0001-2345-6789",
                         "path": "0000-0001-2345-6789", "host": "orcid.org"},
    "preferences": {"locale": "en"},
    "history": {"claimed": True},
    "person": {
        "name": {"given-names": {"value": "Ada"}, "family-name": {"value": "Example"},
                 "credit-name": None},
        "other-names": {"other-name": [of_record(content="A. Example")]},
        "biography": {"content": "Studies *mills*."},
        "researcher-urls": {"researcher-url": [
            of_record(url_name="Home", url={"value": "https://ada.example.org"})]},
        "emails": {"email": [of_record(email="ada@example.org", primary=True)]},
        "addresses": {"address": [of_record(country={"value": "DE"})]},
        "keywords": {"keyword": [of_record(content="looms")]},
        "external-identifiers": {"external-identifier": []},
    },
    "activities-summary": {
        "employments": affiliation("employment", "Professor", date("2021", "2"), unit="Mills"),
        "educations": affiliation("education", "PhD", date("2015"), date("2018", "13")),
        "distinctions": affiliation("distinction", "Golden Gear", date("2019")),
        "services": affiliation("service", "Dean", date("2022")),
        "fundings": {"group": [{"external-ids": {}, "funding-summary": [of_record(
            title={"title": {"value": "Looms"}}, type="grant", start_date=date("2022"),
            organization={"name": "Mill Fund"}, external_ids=identifiers(grant_number="G7"))]}]},
        "works": {"group": [{"external-ids": identifiers(doi="10.1234/mills"),
                             "work-summary": [WORK, WORK]}]},
        "peer-reviews": {"group": [{"peer-review-group": [{"peer-review-summary": REVIEW}]}]},
    },
}  # fmt: skip


def test_a_record_has_its_place() -> None:
    made = check_law(json.dumps(ADA, indent=1).encode(), "orcid.json")
    cv = cv_in(made)
    sections = cv.pop("sections")
    assert cv == {
        "name": "Ada Example", "aliases": ["A. Example"], "email": "ada@example.org",
        "location": "DE", "summary": "Studies \\*mills\\*.", "interests": ["looms"],
        "links": [{"network": "ORCID", "username": "0000-0001-2345-6789"},
                  {"url": "https://ada.example.org", "label": "Home"}],
    }  # fmt: skip
    assert sections["experience"] == [{
        "role": "Professor", "organization": "Lindenau University", "unit": "Mills",
        "location": "Lindenau, DE", "start": "2021-02",
    }]  # fmt: skip
    assert sections["education"][0]["note"] == "2015 – 2018-13"
    assert sections["awards"][0]["awarder"] == "Lindenau University"
    assert sections["funding"][0]["agency"] == "Mill Fund"
    assert sections["publications"] == [{
        "type": "journal", "title": "On mills & *looms*: a study", "venue": "Mill Journal",
        "date": "2020-03", "doi": "10.1234/mills",
    }]  # fmt: skip
    assert sections["service"][1] == {"kind": "Peer review", "venue": "Guild",
                                      "date": "2020, 2021"}  # fmt: skip
    left = {one.path: one.reason for one in made.account.unplaced}
    assert left["activities-summary.works.group[0].work-summary[1].type"].startswith("is another")
    assert [one.text for one in made.account.unplaced if one.reason == NO_HOME] == ["E1"]
    assert "put-code" in str(unplaced(made))


def test_works_alone_have_their_authors() -> None:
    work = {
        "title": {"title": {"value": "On mills"}}, "type": "journal-article",
        "publication-date": {"year": {"value": "2020"}, "month": None}, "external-ids": None,
        "contributors": {"contributor": [{"credit-name": {"value": "Ada Example"}},
                                         {"credit-name": None}]},
    }  # fmt: skip
    publication = {"type": "journal", "title": "On mills", "date": "2020"}
    for data in ({"group": [{"work-summary": [work]}]}, {"bulk": [{"work": work}]},
                 {"works": {"group": [{"work-summary": [work]}]}}):  # fmt: skip
        made = check_law(json.dumps(data).encode(), "works.json")
        assert cv_in(made)["sections"]["publications"] == [
            {**publication, "authors": ["Ada Example"]}
        ]
