"""The whole address of a link whose text in a head is a part of it, or the name of a network."""

from __future__ import annotations

import pytest

from tests.helpers_cv import document_of


@pytest.mark.parametrize(
    ("link", "full"),
    [
        ("https://ada.example/me", ""),
        ("{linkedin: ada}", ""),
        ("https://scholar.google.de/citations?user=X_y&hl=de&sortby=pubdate",
         "scholar.google.de/citations?user=X_y"),
        ("https://openreview.net/profile?tab=papers&id=~Ada_Example1",
         "openreview.net/profile?id=~Ada_Example1"),
        ("https://scholar.google.com/scholar?q=looms&hl=de", ""),
        (f"https://uk.linkedin.com/in/{'ada-' * 12}x?trk=cv",
         f"uk.linkedin.com/in/{'ada-' * 12}x"),
        (f"https://www.ada.example/{'cards-' * 9}x/?utm_source=cv#top",
         f"ada.example/{'cards-' * 9}x"),
        ("{label: Home, url: 'https://scholar.google.de/citations?user=X_y'}", ""),
        ("{network: TideNet, username: ada}", ""),
    ],
)  # fmt: skip
def test_a_shortened_link_knows_its_address_without_what_names_nobody(link: str, full: str) -> None:
    header = document_of(f"name: Ada Example\nlinks: [{link}]\n").header
    assert [contact.full for contact in header.contacts] == [full]
