"""A phone number is printed as typed; its link dials that number, or it has none."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvgen.phones import phone_links
from tests.helpers_cli import run
from tests.helpers_cv import document_of
from tests.helpers_project import make_project
from tests.helpers_sweeps import few


def links(text: str) -> list[tuple[str, str]]:
    """The links in ``text``, which is printed as typed."""
    runs = phone_links(text)
    assert "".join(run.text for run in runs) == text
    assert all(one.href or other.href for one, other in pairwise(runs))
    return [(run.text, run.href.removeprefix("tel:")) for run in runs if run.href]


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("+44 20 7946 0958", "+442079460958"),
        ("+1 608 555 0100 ext. 11", "+16085550100;ext=11"),
        ("+1 608 555 0100 x11", "+16085550100;ext=11"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("(+44) 20 7946 0958", "+442079460958"),
        ("+39 (0)6 1234 5678", "+390612345678"),
        ("+49 (0) 89/123 456-78", "+498912345678"),
        ("+1.608.555.0100", "+16085550100"),
        ("+٤٤ ٢٠ ٧٩٤٦ ٠٩٥٨", "+442079460958"),
    ],
)
def test_a_clear_number_is_a_link(text: str, dialled: str) -> None:
    assert links(text) == [(text, dialled)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "+1 608 555 0100 ext. 11 / +44 20 7946 0958",
            [("+1 608 555 0100 ext. 11", "+16085550100;ext=11"),
             ("+44 20 7946 0958", "+442079460958")],
        ),
        (
            "Mill: +44 20 7946 0958, home: +1 608 555 0100",
            [("+44 20 7946 0958", "+442079460958"), ("+1 608 555 0100", "+16085550100")],
        ),
        ("tel:+49 89 12345678", [("+49 89 12345678", "+498912345678")]),
        ("+86 138 0013 8000 (WeChat)", [("+86 138 0013 8000", "+8613800138000")]),
        ("+86 138 0013 8000（微信）", [("+86 138 0013 8000", "+8613800138000")]),
        ("+49 30 12345 (Fax)", [("+49 30 12345", "+493012345")]),
        ("+49 30 12345 (Fax -99)", []),
        ("+44 20 7946 0958 (ext. 11)", [("+44 20 7946 0958 (ext. 11)", "+442079460958;ext=11")]),
    ],
)  # fmt: skip
def test_each_number_has_its_own_link(text: str, expected: list[tuple[str, str]]) -> None:
    assert links(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "+1 608 555 0100 (after 18:00)", "+1 (800) FLOWERS", "+49 89 1234 CALL", "020 7946 0958",
        "0044 20 7946 0958", "+49 89 1234567 / -68", "+1 608 555 0100 / 0101", "+44 123", "ext. 11",
        "+44 20 7946 0958 24/7", "+44 20 7946 0958 11", "on request", "+999 123 4567",
    ],
)  # fmt: skip
def test_what_is_unclear_has_no_link(text: str) -> None:
    assert links(text) == []


@settings(max_examples=few(100), deadline=None)
@given(st.text(alphabet="+0123456789 ()-/x.,aT", max_size=24).map(lambda s: "+44 20 7946 0958" + s))
def test_a_link_dials_the_digits_it_shows(text: str) -> None:
    for shown, dialled in links(text):
        digits = re.sub(r"\D", "", shown)
        assert re.sub(r"\D", "", dialled) in (digits, digits.replace("0", "", 1))


CV = """\
name: Ada Example
phone:
  - {text: +44 20 7946 0958 ext. 11, visibility: public}
  - {text: by request, visibility: public}
sections:
  references:
    - name: Bob Muster
      role: Head
      phone: {text: +1 608 555 0100 / +44 20 7946 0959, visibility: public}
"""


def test_links_are_in_every_format_and_in_data_for_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_project(tmp_path, ada=CV))
    assert run("render", "-V", "public", "-f", "html,markdown").code == 0
    made = (path for path in tmp_path.rglob("ada*.*") if "cv_data" not in path.parts)
    pages = {path.suffix: path.read_text("utf-8") for path in made}
    for suffix in (".html", ".md"):
        for number in ("+442079460958;ext=11", "+16085550100", "+442079460959"):
            assert f"tel:{number}" in pages[suffix]
    (data,) = re.findall(r'application/ld\+json">(.*?)</script>', pages[".html"], re.DOTALL)
    assert json.loads(data)["telephone"] == "+442079460958;ext=11"


def test_a_phone_is_set_as_it_is_typed() -> None:
    (contact,) = document_of("name: A\nphone: +1 608 555-0100 -- home\n").header.contacts
    assert "".join(run.text for run in contact.text) == "+1 608 555-0100 -- home"


@pytest.mark.parametrize(
    "field",
    ["phone: {text}", "addresses: {text}", "addresses: {{Office: {text}}}", "location: {text}",
     "addresses: [{{label: Office, text: {text}}}]", "facts: {{On call: {text}}}"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("+44 20 7946 0958", ["+442079460958"]),
        ("Mill Lane 1, phone +1 608 555 0100 ext. 11", ["+16085550100;ext=11"]),
        ("Phone +44 20 7946 0958 / Fax +1 608 555 0100", ["+442079460958", "+16085550100"]),
        ("Mill Lane 1, +1 608 555 0100 (after 18 h)", []),
        ("Mill Lane 5+6, 10115 Berlin", []),
        ("Mill Lane 1, 0044 20 7946 0958", []),
    ],
)
def test_a_number_is_a_link_wherever_in_the_header_it_is(
    field: str, text: str, dialled: list[str]
) -> None:
    (contact,) = document_of("name: A\n" + field.format(text=f"'{text}'") + "\n").header.contacts
    assert "".join(run.text for run in contact.text).replace("\N{NO-BREAK SPACE}", " ") == text
    hrefs = [run.href for run in contact.text if run.href]
    assert hrefs == [f"tel:{number}" for number in dialled]


def test_a_number_in_one_line_of_an_address_keeps_bold_and_links_of_others() -> None:
    lines = r"Mill Lane 1\n**Tel.** +44 20 7946 0958\n[Map](https://ada.example)"
    (contact,) = document_of(f'name: A\naddresses: "{lines}"\n').header.contacts
    hrefs = [run.href for run in contact.text if run.href]
    assert hrefs == ["tel:+442079460958", "https://ada.example"]
    assert [run.text for run in contact.text if run.strong] == ["Tel."]
