"""The file itself: the same bytes, only parts of our own, and XML in the order of the schema."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from cvgen.assets.files import Assets
from cvgen.document import Bullets, Document
from cvgen.themes import load_theme
from cvgen.writers import WRITERS
from tests.helpers_docx import NAMES, W, data_of, opened, parts_of, root_of
from tests.helpers_scripts import RTL, SAMPLES, THEMES, sample_document
from tests.samples import EMPTY, FULL, document, section, t
from tests.samples_random import Chance

NUMBERED = Bullets((t("One"), t("Two")), (Bullets((t("Inner"),), start=4), Bullets(())), start=3)
LISTS = document(section("a", NUMBERED, Bullets((t("Sign"),)), NUMBERED))
# The order of children in ECMA-376, of those that we write.
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl numPr pBdr tabs bidi spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs smallCaps color sz szCs rtl lang",
    "numPr": "ilvl numId",
    "pBdr": "top bottom",
    "style": "name basedOn next qFormat pPr rPr",
    "docDefaults": "rPrDefault pPrDefault",
    "styles": "docDefaults style",
    "numbering": "abstractNum num",
    "abstractNum": "multiLevelType lvl",
    "lvl": "start numFmt pStyle lvlText lvlJc pPr rPr",
    "num": "abstractNumId lvlOverride",
    "sectPr": "footerReference pgSz pgMar cols titlePg bidi",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang",
    "font": "altName family pitch",
    "body": "p sectPr",
    "p": "pPr",
    "r": "rPr",
}
FREE = {"p": {"r", "hyperlink", "fldSimple"}, "r": {"t", "tab", "br", "drawing"}}


def faults_of_order(root: ET.Element) -> list[str]:
    """Children that are unknown or in another order than in the schema."""
    found = []
    for parent in root.iter():
        name = parent.tag.rpartition("}")[2]
        if not parent.tag.startswith(W) or name not in ORDER:
            continue
        order, free = ORDER[name].split(), FREE.get(name, set())
        children = [child.tag.rpartition("}")[2] for child in parent]
        found += [f"{one} in {name}" for one in children if one not in order and one not in free]
        places = [order.index(one) if one in order else len(order) for one in children]
        found += [f"{name}: {children}" for one, other in pairwise(places) if one > other]
    return found


def dangling(data: bytes) -> set[str]:
    """Names of styles, lists and relations that are used and not defined."""
    body, styles = root_of(data), root_of(data, "word/styles.xml")
    lists, links = (
        root_of(data, "word/numbering.xml"),
        root_of(data, "word/_rels/document.xml.rels"),
    )
    known = {f"style {one.get(f'{W}styleId')}" for one in styles.iter(f"{W}style")}
    known |= {f"list {one.get(f'{W}numId')}" for one in lists.iter(f"{W}num")}
    known |= {f"relation {one.get('Id')}" for one in links}
    used = set()
    for root in (body, styles, lists):
        for name in ("pStyle", "rStyle", "basedOn", "next"):
            used |= {f"style {one.get(f'{W}val')}" for one in root.iter(f"{W}{name}")}
        for one in root.iter():
            relation = one.get(f"{{{NAMES['r']}}}id")
            used |= {f"relation {relation}"} if relation else set()
    for root in (body, styles):
        used |= {f"list {one.get(f'{W}val')}" for one in root.iter(f"{W}numId")}
    return used - known


@pytest.mark.parametrize(
    "said", [FULL, LISTS, EMPTY, *(Chance(seed).document() for seed in range(8))]
)
@pytest.mark.parametrize("theme", ["academic", "modern", "plain"])
def test_every_part_keeps_to_the_schema(said: Document, theme: str) -> None:
    data = data_of(said, theme)
    for name, part in parts_of(data).items():
        assert (name, faults_of_order(ET.fromstring(part))) == (name, [])
    assert dangling(data) == set()


def test_the_check_of_the_order_finds_a_fault() -> None:
    text = f'<w:pPr xmlns:w="{NAMES["w"]}"><w:keepLines/><w:keepNext/><w:x/></w:pPr>'
    assert len(faults_of_order(ET.fromstring(text))) == 2


@pytest.mark.parametrize("theme", THEMES)
def test_the_same_bytes_without_times(theme: str) -> None:
    look = load_theme(theme)
    first, then = (WRITERS["docx"].write(FULL, look, Assets()).data for _ in range(2))
    assert first == then
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        members = archive.infolist()
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert {(member.create_system, member.external_attr >> 16) for member in members} == {
        (0, 0o600)
    }
    assert members[0].filename == "[Content_Types].xml"


def test_only_parts_of_our_own() -> None:
    parts = parts_of(data_of(FULL))
    assert sorted(parts) == [
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels",
        "word/document.xml", "word/fontTable.xml", "word/footer1.xml", "word/numbering.xml",
        "word/settings.xml", "word/styles.xml", "word/theme.xml",
    ]  # fmt: skip
    assert sum(map(len, parts.values())) < 60_000
    text = b"".join(parts.values())
    assert not re.search(rb"Theme=|letter-spacing|<w:framePr|<w:tbl|<w:txbx|thumbnail", text)
    assert b'compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in text


def test_properties_say_title_author_language_and_the_date_of_the_cv() -> None:
    said = replace(FULL, author="Ada Example & Co.", dated="2024-08-01", language="de")
    found = opened(data_of(said)).core_properties
    assert (found.title, found.author) == ("CV of Ada Example", "Ada Example & Co.")
    assert (found.language, found.last_modified_by) == ("de-DE", "")
    assert {str(found.created), str(found.modified)} == {"2024-08-01 00:00:00+00:00"}


def test_a_document_without_a_date_has_none() -> None:
    core = parts_of(data_of(FULL))["docProps/core.xml"]
    assert b"created" not in core
    assert b"modified" not in core


def test_a_list_with_numbers_begins_anew_where_it_says() -> None:
    data = data_of(LISTS)
    starts = [
        (one.get(f"{W}ilvl"), override.get(f"{W}val"))
        for one in root_of(data, "word/numbering.xml").iter(f"{W}lvlOverride")
        for override in one
    ]
    assert starts == [("0", "3"), ("1", "4"), ("0", "3"), ("1", "4")]
    numbers = [
        (one.style.name, one._p.pPr.numPr.numId.val if one._p.pPr.numPr is not None else None)
        for one in opened(data).paragraphs
        if one.style.name.startswith("List")
    ]
    assert numbers == [
        ("List Number", 3), ("List Number 2", 4), ("List Number", 3), ("List Bullet", None),
        ("List Number", 5), ("List Number 2", 6), ("List Number", 5),
    ]  # fmt: skip


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_direction_is_that_of_the_language(sample: str) -> None:
    data = data_of(sample_document(sample), "industry")
    normal = root_of(data, "word/styles.xml").find(
        "w:style[@w:styleId='Normal']/w:pPr/w:bidi", NAMES
    )
    page = root_of(data).find("w:body/w:sectPr/w:bidi", NAMES)
    assert (normal is not None, page is not None) == (sample in RTL, sample in RTL)
