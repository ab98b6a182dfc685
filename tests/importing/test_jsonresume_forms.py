"""Values of JSON Resume in odd places, which a CV has where a person would write them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.helpers_importing import check_law, cv_in, imported, sections_in


def test_what_an_address_says_already_is_not_said_twice() -> None:
    location = {"address": "1 Mill Lane\nLondon AB1 2CD", "city": "London", "postalCode": "AB1 2CD"}
    made = check_law(json.dumps({"basics": {"name": "Ada", "location": location}}).encode())
    assert cv_in(made)["addresses"] == ["1 Mill Lane\nLondon AB1 2CD"]
    assert cv_in(made)["location"] == "London"


@pytest.mark.parametrize(
    ("section", "entry", "found"),
    [
        ("education", {"institution": "Lindenau", "score": "Thesis: On Looms"},
         {"institution": "Lindenau", "note": "Thesis: On Looms"}),
        ("education", {"institution": "Lindenau", "score": "GPA: 3.9"},
         {"institution": "Lindenau", "grade": "GPA: 3.9"}),
        ("certificates", {"name": "Mill licence", "credentialURL": "https://guild.example.org"},
         {"name": "Mill licence", "url": "https://guild.example.org"}),
        ("interests", {"name": "Walks", "summary": "In the hills."},
         {"group": "Walks", "summary": "In the hills."}),
        ("languages", {"language": "German", "level": "B2", "years": 10},
         {"language": "German", "level": "B2 (10 years)"}),
        ("talks", {"title": "Looms", "slidesUrl": "https://example.org/a"},
         {"title": "Looms", "note": "[Slides](https://example.org/a)"}),
    ],
)  # fmt: skip
def test_values_stand_where_a_person_would_write_them(section: str, entry: Any, found: Any) -> None:
    names = {"certificates": "certifications"}
    made = check_law(json.dumps({"basics": {"name": "Ada"}, section: [entry]}).encode())
    assert cv_in(made)["sections"][names.get(section, section)] == [found]


def test_formulas_become_text() -> None:
    work = {"position": "Fitter", "highlights": [r"From $$\mathcal{O}(n^2)$$ to $$n$$ for $$5"]}
    (entry,) = sections_in({"basics": {"name": "Ada"}, "work": [work]})["experience"]
    assert entry["highlights"] == ["From 𝒪(n²) to $$n$$ for $$5"]


@pytest.mark.parametrize(
    ("network", "name"),
    [("linkedin", "LinkedIn"), ("google scholar", "Google Scholar"),
     ("stackoverflow", "Stack Overflow"),
     ("google_scholar", "Google Scholar"), ("ORCID", "ORCID"), ("mastodon", "Mastodon"),
     ("dev.to", "DEV"), ("tumblr", "Tumblr"), ("my site", "my site")],
)  # fmt: skip
def test_networks_have_the_names_that_people_write(network: str, name: str) -> None:
    profile = {"network": network, "username": "ada"}
    made = imported({"basics": {"name": "Ada", "profiles": [profile]}})
    assert cv_in(made)["links"] == [{"network": name, "username": "ada"}]
