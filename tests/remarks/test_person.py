"""Warnings about the person: a misspelt network, a value both hidden and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.remarks.contents import quoted_name, remarks_on, unknown_networks
from cvgen.selection import select
from tests.helpers_cli import codes, run
from tests.helpers_cv import loaded_of
from tests.helpers_project import make_project


def remarks(text: str) -> list[tuple[str, int]]:
    """The codes and lines of the warnings on the person of a CV with ``text``."""
    loaded = loaded_of(f"name: Ada Example\n{text}\n")
    rules = loaded.rules("public")
    found = [*unknown_networks(loaded.source, loaded.cv)]
    found += remarks_on(loaded.source, loaded.cv, rules, select(loaded.cv, rules))
    return [(one.code, one.span.line) for one in found if one.span]


@pytest.mark.parametrize(
    ("network", "meant"),
    [
        ("gitub", "github"), ("Linkdin", "linkedin"), ("ORCID iD", "orcid"),
        ("Gogle Scholar", "google scholar"), ("mastadon", "mastodon"),
    ],
)  # fmt: skip
def test_a_misspelt_network_is_reported(network: str, meant: str) -> None:
    loaded = loaded_of(f"name: Ada Example\nlinks:\n  - {network}: ada\n")
    (found,) = unknown_networks(loaded.source, loaded.cv)
    assert (found.code, found.hint) == ("W248", f"did you mean '{meant}'?")


@pytest.mark.parametrize(
    "link",
    [
        "GitHub: ada", "Stack-Overflow: '1'", "mastodon: ada", "Gitea: ada", "Vimeo: ada",
        "Scopus: '1'", "Twitch: ada", "CodePen: ada", "gitub: https://gitub.example/ada",
    ],
)  # fmt: skip
def test_other_networks_stay(link: str) -> None:
    assert remarks(f"links: [{{{link}}}]") == []


@pytest.mark.parametrize(
    "name", ["“Ada Lind”", "„Ada Lind“", "«Ada Lind»", "»Ada Lind«", "‘Ada Lind’"]
)
def test_a_name_in_curly_quotes_is_a_warning(name: str) -> None:
    loaded = loaded_of(f"name: {name}\n")
    (found,) = quoted_name(loaded.source, loaded.cv)
    assert (found.code, "`name: Ada Lind`" in (found.hint or "")) == ("W250", True)


@pytest.mark.parametrize(
    "name", ["Ada “Lovelace” Lind", "Ada Lind", "O’Neill’", "'Ada “Bob” Lind'"]
)
def test_a_nickname_in_quotes_stays(name: str) -> None:
    loaded = loaded_of(f"name: {name}\n")
    assert not list(quoted_name(loaded.source, loaded.cv))


PHONE = "phone: {text: 0171 2345678, visibility: private}"
HOME = 'addresses: {home: "Am Hang 7\\n80333 Neustadt"}'


@pytest.mark.parametrize(
    "text",
    [
        f"{PHONE}\nfacts: {{Reach me: +49 171 2345678}}",
        f"{PHONE}\nsummary: Call me at 0171/2345678.",
        f"{PHONE}\nsections: {{talks: [{{title: T, note: 0171-234 5678}}]}}",
        "phone: 0171 2345678\nlocation: Neustadt, 0171 2345678",
        f"{HOME}\nlocation: Am Hang 7, 80333 Neustadt",
        "facts: {Handy: 0171 2345678}\nsummary: 01712345678",
    ],
)
def test_what_is_hidden_in_one_place_and_public_in_another_is_reported(text: str) -> None:
    assert remarks(text) == [("W247", 3)]


@pytest.mark.parametrize(
    "text",
    [
        f"{PHONE}\nfacts: {{Handy: 0171 2345678}}",
        f"{PHONE}\nfacts: [{{label: Reach, value: 0171 2345678, visibility: public}}]",
        f"{PHONE}\nfacts: [{{label: Reach, value: {{text: 0171 2345678, visibility: personal}}}}]",
        f"{PHONE}\nfacts: {{Reach me: 0171 2345679}}",
        f"{HOME}\nlocation: 80333 Neustadt",
        "nationality: German\nsections: {languages: {German: C2}}",
    ],
)
def test_equal_marks_or_different_values_give_no_warning(text: str) -> None:
    assert remarks(text) == []


def test_check_and_a_public_document_warn_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_project(tmp_path, ada=f"name: Ada Example\n{PHONE}\nsummary: Call 0171 2345678.\n")
    for words in (("check",), ("render", "-V", "public", "-f", "md")):
        made = run(*words)
        assert codes(made.out + made.err) == ["W247"], words
        assert "the phone number, which is private in line 2, is public here" in made.out + made.err
    assert codes(run("render", "-V", "record", "-f", "md").err) == []
