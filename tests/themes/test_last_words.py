"""The last line of a text has two words at least, if they are short."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from pypdfium2 import PdfDocument

from cvgen.document import Bullets, Document, EntryBlock, Pairs, Paragraph
from cvgen.markup.inline import literal, parse_inline, plain_text
from cvgen.themes import load_theme
from cvgen.themes.render import render_body
from cvgen.themes.wrapping import together, with_last_words
from tests.helpers_boxes import lay_out
from tests.helpers_cv import markdown_of
from tests.helpers_documents import written
from tests.samples import document, reference, section, t

NO_BREAK = "\N{NO-BREAK SPACE}"
_WORDS = "Wove algebra from cards as looms weave leaves and sent it over land to all"
_START = "Wove algebra from cards and sent it "


@pytest.mark.parametrize(
    "end",
    [
        "over land.",
        "**over** land.",
        "over **land**",
        "over [land](https://a.example/).",
        "over (land)",
        "over land/sea",
        "coal-over trains",
        f"in{NO_BREAK}over land",
    ],
)
def test_the_last_two_words_are_kept_together(end: str) -> None:
    runs = with_last_words(parse_inline(f"{_START}by rail {end}"))
    before, _, last = plain_text(runs).rpartition(NO_BREAK)
    assert (before.count(f"rail{NO_BREAK}"), before.endswith("over")) == (0, True)
    assert " " not in last


@pytest.mark.parametrize(
    "text",
    [
        "over land.",
        f"{_START}over Llanfairpwllgwyngyllgogerych.",
        f"{_START}with counterproductive characteristics",
        f"{_START}over land\nand",
        f"{_START}over 全国",
        f"{_START}with `a b`",
        _START,
        "",
    ],
)
def test_other_texts_stay_as_they_are(text: str) -> None:
    runs = parse_inline(text, lines=True)
    assert with_last_words(runs) == runs


def sentence(number: int) -> str:
    """A sentence of about ``number`` characters."""
    text, words = "Wove", _WORDS.split()
    while len(text) < number:
        text += f" {words[len(text) % len(words)]}"
    return f"{text} it."


def of_many_lengths() -> Document:
    texts = [t(sentence(number)) for number in range(76, 172, 4)]
    entry = EntryBlock(t("Fitter"), details=tuple(texts[16:]), body=(Bullets(tuple(texts[:16])),))
    names = ", ".join(f"Kim Muster{'x' * (n % 5)}" for n in range(14))
    authors = [replace(reference(n), authors=t(f"{names}, {'Ann ' * n}Lee")) for n in range(1, 9)]
    return document(
        section("notes", Bullets(tuple(texts))),
        section("about", *map(Paragraph, texts)),
        section("experience", entry),
        section("skills", Pairs(tuple((t("Looms"), text) for text in texts))),
        section("publications", *authors),
    )


@pytest.mark.parametrize("theme", ["academic", "modern", "plain"])
def test_no_last_line_has_a_single_word(theme: str) -> None:
    lines: dict[int, list[str]] = {}
    tops: dict[int, tuple[int, float]] = {}
    for piece in lay_out(of_many_lengths(), theme).pieces:
        part = piece.inside("li", "p", "dd")
        if part is None or piece.generated or part.is_a("published", "when"):
            continue
        top = (piece.page, piece.y + piece.height / 2)
        before = tops.get(part.number)
        if before is None or top[0] != before[0] or top[1] > before[1] + piece.height / 2:
            lines.setdefault(part.number, []).append("")
        tops[part.number] = top
        lines[part.number][-1] += piece.text
    last = [found[-1] for found in lines.values() if len(found) > 1]
    assert len(last) > 40
    assert [line for line in last if len(line.split()) < 2] == []


def test_a_title_in_a_line_of_its_own_ends_with_two_words() -> None:
    entry = EntryBlock(t(f"{_START}by rail to every mill and over land"), t("Looms"))
    other = replace(entry, body=(Paragraph(t("Wove.")),))
    html = render_body(document(section("experience", other)), load_theme("modern"))
    assert f"over{NO_BREAK}land</h3>" in html


@pytest.mark.parametrize(("title", "first"), [("Fitter", True), (_WORDS, False)])
def test_a_place_is_not_alone_in_the_line_after_a_title(title: str, first: bool) -> None:
    entry = EntryBlock(
        t(title), t("Analytical Engines"), place=t("Rome"), body=(Paragraph(t("W")),)
    )
    html = render_body(document(section("experience", entry)), load_theme("academic"))
    assert ('<span class="place p-location">Rome</span>' in html) == first
    assert ('<p class="detail"><span class="p-location">Rome</span></p>' in html) != first
    assert html.count("Rome") == 1


def test_the_space_before_the_last_word_is_an_ordinary_one_where_it_is_copied() -> None:
    doc = document(section("notes", Bullets((t(f"{_START}over land."),))))
    theme = load_theme("academic")
    page = PdfDocument(written(doc, theme).data)[0].get_textpage().get_text_range()
    assert "over land." in page
    assert NO_BREAK not in page
    assert NO_BREAK not in markdown_of(doc)
    assert f"over{NO_BREAK}land." in render_body(doc, theme)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("机械师用卡片编织代数，并通过铁路运送到全国各地的机房。", "机房。"),
        ("カードで代数を織り、鉄道で全国各地の機械室に送りました", "した"),
        ("短文。", ""),
    ],
)
def test_the_last_line_of_a_text_without_spaces_has_two_characters(text: str, end: str) -> None:
    doc = replace(document(section("notes", Bullets((literal(text),)))), language="ja")
    html = render_body(doc, load_theme("academic"))
    assert (f'<span class="nb">{end}</span></li>' in html) == bool(end)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Master 2", "Master~2"),
        ("mention bien", "mention~bien"),
        ("Chargée d’enseignement, Master 2, 24~h", "Chargée d’enseignement, Master~2,~24~h"),
        ("Voto: 110 e lode", "Voto:~110~e~lode"),
        ("a thesis on the algebra of cards", "a thesis on the algebra of~cards"),
    ],
)
def test_short_parts_of_a_first_line_are_not_torn(text: str, kept: str) -> None:
    runs = together(literal(text.replace("~", NO_BREAK)))
    assert plain_text(runs).replace(NO_BREAK, "~") == kept


def test_a_publisher_is_not_alone_in_the_last_line() -> None:
    book = replace(reference(1), venue=t("The algebra of cards"), notes=(t("Mills"),), links=())
    html = render_body(document(section("publications", book)), load_theme("industry"))
    assert f"of cards{NO_BREAK}·{NO_BREAK}Mills" in html


@pytest.mark.parametrize(
    ("entry", "end"),
    [
        (EntryBlock(t(_START), t("of Looms, London")), "Looms, London"),
        (EntryBlock(t(_START), t("Looms"), place=t("Rome"), remark=t("keynote")), "Rome – keynote"),
        (EntryBlock(t(_START), t("Ludwig-Maximilians-Universität München")), "Universität München"),
        (EntryBlock(t(_START), t("Mill"), remark=t("own function")), "own function"),
    ],
)
def test_a_second_line_of_title_and_organization_has_two_words(entry: EntryBlock, end: str) -> None:
    html = render_body(document(section("talks", entry)), load_theme("academic"))
    text = re.sub(r"<[^>]*>", "", html).replace("\N{WORD JOINER}", "")
    assert end.replace(" ", NO_BREAK) in text
    assert f" {end.split()[0]}" in text or f"-{end.split()[0]}" in text


@pytest.mark.parametrize("theme", ["academic", "classic", "modern"])
def test_no_line_begins_with_a_dash_or_ends_with_a_lonely_remark(theme: str) -> None:
    entries = [
        EntryBlock(t(sentence(number)), t("Mills"), place=t("Rome"), remark=t("keynote"))
        for number in range(60, 150, 3)
    ]
    laid = lay_out(document(section("talks", *entries)), theme)
    lines: dict[tuple[int, int, float], str] = {}
    for piece in laid.pieces:
        if part := piece.inside("what"):
            key = (part.number, piece.page, round(piece.y + piece.height / 2))
            lines[key] = lines.get(key, "") + piece.text
    assert len(lines) > len(entries)
    assert [line for line in lines.values() if line.strip(" \xa0–") == "keynote"] == []
    starts = [line[:1] for line in lines.values()]
    assert not {"–", "\xa0"} & set(starts)
