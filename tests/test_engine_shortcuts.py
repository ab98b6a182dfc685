"""What the engine does for each element, less what comes to nothing: the same bytes."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest

from cvgen.themes import Theme, load_theme, theme_names
from cvgen.writers import WRITERS, Assets, _paper, _shortcuts
from tests.samples import FULL

RARE = """
p { margin-inline-start: 3mm; border-inline-end: 1pt solid red; text-indent: inherit }
.section { padding: initial; inline-size: auto; direction: ltr }
dt { display: list-item; list-style: square }
.note { float: footnote }
::footnote-call { content: "(" counter(footnote) ")" }
"""


def made(theme: Theme) -> bytes:
    return WRITERS["pdf"].write(FULL, theme, Assets()).data


def without_shortcuts(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> bytes:
    style = sys.modules["weasyprint.css"].ComputedStyle
    monkeypatch.setattr(style, "__missing__", style.__missing__.__wrapped__)
    monkeypatch.setattr(_paper, "with_few_defaults", lambda html, *_: html)
    return made(theme)


@pytest.mark.parametrize("name", theme_names())
def test_every_theme_comes_out_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = load_theme(name)
    assert made(theme) == without_shortcuts(theme, monkeypatch)


def test_rare_rules_come_out_the_same_and_are_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    theme = replace(load_theme("classic"), extra_css=RARE)
    data = made(theme)
    assert data != made(load_theme("classic"))
    assert data == without_shortcuts(theme, monkeypatch)


class _Html:
    def __init__(self, sheet: object) -> None:
        self._ua_stylesheets = lambda forms=False: [sheet]


def defaults(*texts: str) -> int:
    """For how many pseudo-elements the engine's own rules are looked up for each element."""
    sheet = sys.modules["weasyprint"].UA_STYLESHEET
    html = _shortcuts.with_few_defaults(_Html(sheet), *texts)
    (found,) = html._ua_stylesheets()
    return sum(rule[3] is not None for rule in found.matcher.other_selectors)


def test_they_are_taken_where_nothing_rare_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    made(load_theme("classic"))
    assert defaults("p { color: red }", "<p>") == 0
    assert defaults("p { float: footnote }") == defaults("", "a { display: LIST-ITEM }") == 6
    monkeypatch.setattr(sys.modules["weasyprint"], "__version__", "71.0")
    assert defaults("") == 6


def test_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    made(load_theme("classic"))
    style = sys.modules["weasyprint.css"].ComputedStyle
    plain = style.__missing__.__wrapped__
    monkeypatch.setattr(style, "__missing__", plain)
    monkeypatch.setattr(sys.modules["weasyprint"], "__version__", "71.0")
    _shortcuts.take_shortcuts()
    assert style.__missing__ is plain
    monkeypatch.undo()
    assert style.__missing__.__wrapped__ is plain
