"""CVs that are hard for a web page: long words, many authors, tables, other scripts."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import cvgen
from cvgen.document import (
    Bullets,
    Document,
    DocumentSection,
    EntryBlock,
    Header,
    Paragraph,
    Table,
    When,
)
from cvgen.markup.inline import literal, parse_inline
from tests.helpers_cv import cv_of
from tests.helpers_golden import FOLDER
from tests.samples import FULL, GRANT, HEADER, POSITION, SKILLS, document, reference, section

t = parse_inline
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
URL = "https://analytical.example.org/" + "engines/" * 12 + "?mill=difference&store=1000"
NAME = "Maximiliana-Theodora Featherstonehaugh-Cholmondeley van Loon"


def _long() -> Document:
    """A name of 60 characters, 40 authors, words and addresses that no line holds."""
    contact = replace(HEADER.contacts[0], text=literal(f"{'a' * 50}@{'b' * 40}.example.org"))
    link = replace(HEADER.contacts[3], text=literal(URL, href=URL))
    head = replace(HEADER, name=NAME, headline=t(WORD), contacts=(contact, link, *HEADER.contacts))
    entry = replace(POSITION, title=t(WORD), organization=t(WORD), place=t(WORD), unit=t(WORD))
    body = (Paragraph(literal(URL, href=URL)), Bullets((t(WORD), t(f"`{WORD}`"))))
    return document(
        section("experience", entry, replace(entry, body=body), title=WORD, note=t(WORD)),
        section("publications", reference(1, 40), replace(reference(2), title=t(WORD))),
        section("funding", replace(GRANT, title=t(WORD), organization=t(WORD), aside=t(WORD))),
        section("skills", replace(SKILLS, rows=((t(WORD), t(WORD)), *SKILLS.rows))),
        header=head,
    )


def _tables() -> Document:
    head = tuple(t(word) for word in ("Student", "Topic of the thesis", "Level", "Years", "With"))
    row = (
        t("Bea Sample"),
        t("On cards that weave algebra"),
        t("Doctorate"),
        t("2019–2024"),
        t("–"),
    )
    table = Table(head, (row, row, (t(WORD), t(WORD), t("MSc"), t("2020"), ())))
    named = [section(key, table) for key in ("one", "two", "three", "four")]
    return document(*named, section("bare", Table((), (row,))))


def _written(language: str, words: tuple[str, ...], when: str, rtl: bool = False) -> Document:
    """A small CV of ``words`` in another script."""
    name, role, place, text, *titles = words
    entry = EntryBlock(t(role), t(place), place=t(text), when=When(when, "2019", "2023"),
                  body=(Bullets((t(f"{text} (Python 3.11)"), t(text))),))  # fmt: skip
    parts = [DocumentSection(f"part{n}", "experience", title, (entry, entry), t("2 × 3"))
             for n, title in enumerate(titles)]  # fmt: skip
    head = Header(name, t(role), t(place), HEADER.contacts, summary=(Paragraph(t(text)),))
    return Document(head, tuple(parts), language, "rtl" if rtl else "ltr", title=name)


@lru_cache(maxsize=1)
def pages() -> dict[str, Document]:
    """The documents by name."""
    arabic = (
        "آدا مثال", "أستاذة هندسة الآلات", "جامعة اللامكان",
        "تبني آلات تنسج الجبر كما تنسج الأنوال", "الخبرة", "التعليم", "المنشورات", "الجوائز",
    )  # fmt: skip
    chinese = (
        "示例艾达", "计算机系教授", "无名大学计算机学院", "研究能像织布机一样编织代数的机器",
        "工作经历", "教育背景", "发表论文", "获奖情况",
    )  # fmt: skip
    large = cv_of((FOLDER / "large.yaml").read_text("utf-8"))
    return {
        "normal": cvgen.lower(cvgen.select(large).cv),
        "blocks": FULL,
        "long": _long(),
        "tables": _tables(),
        "rtl": _written("ar", arabic, "2019–2023", rtl=True),
        "cjk": _written("zh", chinese, "2019年9月–2023年8月"),
    }
