"""Finding, reading and rendering themes."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from cvgen.document import EntryBlock, Group, Pairs, Paragraph, When
from cvgen.errors import InputError, RenderError, UnknownNameError
from cvgen.markup.inline import Run
from cvgen.themes import Theme, load_theme, theme_names
from cvgen.themes.colour import contrast, darken, lighten
from cvgen.themes.render import render_body
from cvgen.themes.styles import print_css, screen_css
from tests.samples import EMPTY, FULL, POSITION, document, reference, section, t

BUNDLED = ("academic", "article", "classic", "folio", "industry", "modern", "plain")
EACH = pytest.mark.parametrize("name", BUNDLED)


def make(folder: Path, name: str, text: str, **files: str) -> Path:
    """A theme folder with ``theme.yaml`` and more files (``__`` in a name stands for a dot)."""
    path = folder / name
    path.mkdir(parents=True)
    (path / "theme.yaml").write_text(text, "utf-8")
    for file, content in files.items():
        (path / file.replace("__", ".")).write_text(content, "utf-8")
    return path


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def test_names_leave_out_what_is_only_made_to_be_extended(tmp_path: Path) -> None:
    assert theme_names() == BUNDLED
    make(tmp_path, "mine", "extends: academic\n")
    assert theme_names([tmp_path]) == tuple(sorted((*BUNDLED, "mine")))


@EACH
def test_bundled_theme(name: str) -> None:
    theme = load_theme(name)
    assert theme.name == name
    assert theme.variant in ("academic", "industry")
    assert theme.description
    assert [folder.name for folder in theme.folders] == [name, "base"]
    assert all(face.path.is_file() for face in theme.settings.fonts)
    assert {face.family[:3] for face in theme.settings.fonts} == {"CV "}


@EACH
def test_colours_of_text_are_easy_to_read(name: str) -> None:
    css = print_css(load_theme(name))
    for token, least in (("ink", 12.0), ("muted", 6.0), ("accent", 7.0), ("bullet", 3.0)):
        for colour in re.findall(rf"--{token}: (#\w+)", css)[-1:]:
            full = "#" + "".join(c * 2 for c in colour[1:]) if len(colour) == 4 else colour
            assert contrast(full, "#ffffff") >= least, token
    assert contrast(re.findall(r"--accent-on-dark: (#\w+)", css)[0], "#161514") >= 7


def test_child_wins_over_parent_setting_by_setting(tmp_path: Path) -> None:
    make(
        tmp_path,
        "mine",
        "extends: academic\ndefaults: {date_position: right, accent: '#0b4f8a'}\n",
        theme__css="/*me*/",
    )
    theme = load_theme("mine", [tmp_path])
    assert theme.settings["date_position"] == "right"
    assert theme.settings.fonts == load_theme("academic").settings.fonts
    css = print_css(theme)
    assert css.index("/* Serif") < css.index("/*me*/") < css.index("#0b4f8a")
    assert "@media screen" in screen_css(theme)


def test_theme_by_path_and_hiding_a_bundled_one(tmp_path: Path) -> None:
    path = make(tmp_path, "academic", "extends: academic\ndefaults: {date_position: right}\n")
    for theme in (load_theme(path), load_theme("academic", [tmp_path])):
        assert theme.settings["date_position"] == "right"
        assert [folder.name for folder in theme.folders] == ["academic", "academic", "base"]


@pytest.mark.parametrize("name", ["academc", "base-", "./nowhere", "fonts"])
def test_unknown_theme(name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        load_theme(name)
    assert caught.value.exit_code == 3
    if name == "academc":
        assert caught.value.problems[0].hint == "did you mean 'academic'?"


@pytest.mark.parametrize(
    ("text", "code", "place", "hint"),
    [
        ("defualts: {}\n", "E411", (1, 1), "defaults"),
        ("defaults: {acent: '#000000'}\nextends: base\n", "E411", (1, 12), "accent"),
        ("extends: base\ndefaults: {date_position: lft}\n", "E412", (2, 27), "left"),
        ("extends: base\ndefaults: {accent: blu}\n", "E412", (2, 20), "blue"),
        ("extends: base\ndefaults: {accent: '#ffff00'}\n", "E412", (2, 20), "nearest shade"),
        ("extends: base\ndefaults: {fonts: helvetica}\n", "E412", (2, 19), "source-sans"),
        ("defaults: [a]\n", "E412", (1, 11), ""),
        ("families: {X: {regular: no.ttf}}\n", "E414", (1, 25), "fonts"),
        ("families: {X: {regular: ../../secret.ttf}}\n", "E414", (1, 25), "fonts"),
        ("families: {X: {reglar: a.ttf}}\n", "E411", (1, 24), "regular"),
        ("families: [a]\n", "E412", (1, 11), ""),
        ("families: {X: a.ttf}\n", "E412", (1, 15), ""),
        ("font_sets: {mine: {small: X}}\n", "E412", (1, 19), "text"),
        ("font_sets: {mine: {text: X, bold: Y}}\n", "E411", (1, 35), ""),
        ("font_sets: {mine: {text: X, scale: 3}}\n", "E412", (1, 36), "0.8 to 1.2"),
        ("font_sets: X\n", "E412", (1, 12), ""),
        ("options: {band: {kind: choise, default: a}}\n", "E412", (1, 17), "choice"),
        ("options: {band: {kind: switch}}\n", "E412", (1, 17), "default"),
        ("options: {band: {kind: switch, abut: x, default: true}}\n", "E411", (1, 32), "about"),
        ("options: {band: {kind: switch, default: maybe}}\n", "E412", (1, 41), "true or false"),
        ("options: {n: {kind: number, least: x, default: 1}}\n", "E412", (1, 14), ""),
        ("options: {band: solid}\n", "E412", (1, 17), "kind"),
        ("options: x\n", "E412", (1, 10), ""),
        ("- a list\n", "E412", (1, 1), ""),
        ("extends: acdemic\n", "E301", (1, 10), "academic"),
        ("extends: mine\n", "E413", (1, 10), ""),
        (f"extends: {'a' * 300}\n", "E301", (1, 10), ""),
        ("extends: .\n", "E301", (1, 10), ""),
        ("extends: /\n", "E301", (1, 10), ""),
    ],
)
def test_problems_of_a_theme_file(
    tmp_path: Path, text: str, code: str, place: tuple[int, int] | None, hint: str
) -> None:
    path = make(tmp_path, "mine", text)
    with pytest.raises(InputError) as caught:
        load_theme(path, [tmp_path])
    (problem,) = caught.value.problems
    assert (problem.code, bool(problem.file)) == (code, True)
    assert place is None or (problem.span and (problem.span.line, problem.span.column)) == place
    assert hint in (problem.hint or "")


def test_circle_over_two_themes(tmp_path: Path) -> None:
    make(tmp_path, "a", "extends: b\n")
    make(tmp_path, "b", "extends: a\n")
    with pytest.raises(InputError, match="a → b → a"):
        load_theme("a", [tmp_path])


@EACH
def test_nothing_is_lost_glued_or_unescaped(name: str) -> None:
    html = render_body(FULL, load_theme(name))
    text = plain(html)
    second_line = load_theme(name).settings["unit"] == "second"
    place = "Chief Engineer" + (" " if second_line else ", ") + "Analytical Engines Ltd"
    for words in (place, "Difference Works", "Senior Fitter"):
        assert words in text.replace("Sep 2023 – present ", "")
    assert "Likes &lt;b&gt; &amp; &#34;quotes&#34;." in html
    assert (
        '<b class="self">Ada\N{NO-BREAK SPACE}Example*</b>, Author\N{NO-BREAK SPACE}Number1' in html
    )
    assert "ENG · Symposium on Engines, Nowhere · to appear · CORE A* · doi:10.1000/182" in text
    assert re.search(r"\w[.,:]?<(p|li|h\d|div)\b", html) is None


@EACH
def test_order_of_date_and_title(name: str) -> None:
    text = plain(render_body(document(section("x", POSITION)), load_theme(name)))
    date, title = text.index("Sep 2023 – present"), text.index("Chief Engineer")
    assert (date < title) == (name in ("academic", "classic", "folio"))


@EACH
def test_empty_parts_leave_no_punctuation(name: str) -> None:
    html = render_body(EMPTY, load_theme(name))
    for mark in (" ,", ", <", "·", " – ", "()", "<ul>\n</ul>", "<p></p>", "<li></li>", "None"):
        assert mark not in html, mark


@EACH
def test_headings_never_skip_a_level(name: str) -> None:
    for doc in (FULL, EMPTY):
        levels = [int(n) for n in re.findall(r"<h(\d)", render_body(doc, load_theme(name)))]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@EACH
def test_links_hold_plain_text_and_only_safe_addresses(name: str) -> None:
    runs = (
        Run("bold", strong=True, href="https://example.org/?a=1&b=2"),
        Run(" run", href="javascript:alert(1)"),
        Run(" odd", role='x" onclick="y'),
    )
    html = render_body(document(section("x", Paragraph(runs))), load_theme(name))
    assert '<strong><a href="https://example.org/?a=1&amp;b=2">bold</a></strong>' in html
    assert "javascript" not in html
    assert "onclick" not in html
    assert re.search(r"<a [^>]*>[^<]*<(?!/a>)", html) is None


def test_keep_only_short_entries() -> None:
    bullets = EntryBlock(t("T"), body=tuple(Paragraph(t("word " * 60)) for _ in range(4)))
    html = render_body(document(section("x", POSITION, bullets)), load_theme("academic"))
    assert re.findall(r'<article class="([^"]*)"', html) == ["h-event entry keep", "h-event entry"]


def test_words_that_stay_together() -> None:
    long = "A Title of a Paper that is so Long that it Never Fits in a Single Line"
    ref = replace(reference(), title=t(long), when=When("Sep 2019 – Nov 2023"))
    html = render_body(document(section("x", ref)), base())
    assert f"{long[:-12]} Single\N{NO-BREAK SPACE}Line</span>" in html
    assert "Sep\xa02019\xa0– Nov\xa02023" in html
    assert long in plain(html)
    hyphened = replace(ref, title=t(f"{long[:-12]} non-linear Loom"))
    html = render_body(document(section("x", hyphened)), base())
    assert '<span class="nb">non-linear\N{NO-BREAK SPACE}Loom</span>' in html


def test_pairs_without_labels_are_lines() -> None:
    pairs = Pairs((((), t("chess")), ((), t("looms"))))
    html = render_body(document(section("x", pairs)), load_theme("academic"))
    assert "<dl" not in html
    assert "<p>chess</p>" in html


def test_brief_entries_take_one_line_in_the_industry_theme() -> None:
    award = EntryBlock(t("Prize"), t("Guild"), details=(t("1st of 60"),), aside=t("€5"))
    html = render_body(document(section("x", award)), load_theme("industry"))
    assert "Prize, Guild – 1st of 60, €5" in plain(html)
    assert 'class="detail"' not in html


def test_references_in_groups_are_lists() -> None:
    html = render_body(document(section("x", Group(t("G"), (reference(1), reference(2))))), base())
    assert html.count("<ol") == 1
    rows = re.findall(r'<li class="reference\b[^>]*>\n<div class="row (\w+)">', html)
    assert rows == ["short", "short"]


def base() -> Theme:
    return load_theme("academic")


@pytest.mark.parametrize(
    "template",
    [
        "{{ nothing }}",
        "{{ document.__class__.__mro__ }}",
        "{% include '../secret.txt' %}",
        "{% include 'link.txt' %}",
        "{{ 1/0 }}",
        "{% if %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_template_of_a_stranger_fails_in_plain_words(tmp_path: Path, template: str) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    path = make(tmp_path, "mine", "extends: base\n", cv__html__j2=template)
    (path / "link.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(RenderError) as caught:
        render_body(FULL, load_theme(path))
    assert caught.value.problems[0].code == "E423"
    assert "'mine'" in caught.value.problems[0].message


def test_changed_template_is_read_again(tmp_path: Path) -> None:
    path = make(tmp_path, "mine", "extends: base\n", cv__html__j2="one")
    assert render_body(FULL, load_theme(path)) == "one"
    (path / "cv.html.j2").write_text("two", "utf-8")
    assert render_body(FULL, load_theme(path)) == "two"


def test_shifted_colours() -> None:
    assert darken("#000000") == "#000000"
    assert contrast(darken("#ffd700"), "#ffffff") >= 4.5
    assert contrast(lighten("#0b4f8a"), "#161514") >= 7.5
