"""Random documents from few words, which repeat often, in many scripts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from cvgen.document import (
    Block,
    Bullets,
    Document,
    EntryBlock,
    Group,
    Pairs,
    Paragraph,
    Reference,
    Table,
    When,
)
from cvgen.markup.inline import Inline, literal, parse_inline
from tests.samples import HEADER, document, section

_LATIN = """
R C C++ a an of the lab Lab engineer Engineer research Research Assistant assistant University
2020 2019–2021 2020–2021 3.5 1 12 state-of-the-art K-means KV-cache self-configuring e.g. AI/ML
*Looms* **Cards** `code_of` [a-page](https://a.example/x) efficient office ﬁne Straße ÉCOLE naïve
İstanbul ısı ΐδέα ΣΟΦΟΣ Ångström Łódź Dvořák ½ m² 10⁻³ № x² 7× ~30% #1 AT&T Core-A* (co-author)
“quoted” ‘so’ … — – · parallelization internationalization 5,000 € $3.2M
"""
_EAST = "负责开源系统 平均延迟降低38%。 東京 データの研究 한국어 연구원 Heron 2019年3月–8月 ABC"
_RIGHT = "عملت فريقاً في مختبر ُخفّضت C++ (2019–2024) Data Lab נועה ב־Go 40% و Python,"
_OTHER = "हिन्दी क्षेत्र ไทยแลนด์ Việt Nguyễn Привет русский ἀρχή Հայերեն ქართული q̣́ Tomáš"
LATIN, EAST, RIGHT, OTHERS = (text.split() for text in (_LATIN, _EAST, _RIGHT, _OTHER))
SETS = (LATIN, LATIN, LATIN + OTHERS, EAST + LATIN[:20], RIGHT, RIGHT + LATIN[:20])


class Chance:
    """Makes a document, always the same one for a ``seed``."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.words = self.random.choice(SETS)

    def text(self, least: int = 1, most: int = 8) -> Inline:
        """Some words."""
        count = self.random.randint(least, most)
        return parse_inline(" ".join(self.random.choices(self.words, k=count)))

    def maybe(self, most: int = 5) -> Inline:
        """Some words or none."""
        return self.text(1, most) if self.random.random() < 0.6 else ()

    def document(self) -> Document:
        """A document of a few sections."""
        sections = (
            section(
                self.random.choice(("experience", "skills", "publications", f"s{number}")),
                *(self.block() for _ in range(self.random.randint(1, 5))),
                title=self.random.choice(("Research", "Lab", "Skills", "C++", "2020")),
                note=self.maybe(2),
            )
            for number in range(self.random.randint(1, 5))
        )
        made = tuple(replace(part, key=f"k{n}") for n, part in enumerate(sections))
        head = replace(HEADER, headline=self.maybe(), summary=(Paragraph(self.text(9, 60)),))
        language = {"RIGHT": "ar", "EAST": "zh"}.get(self._name(), "en")
        made_of = replace(document(*made, header=head), language=language)
        return replace(made_of, direction="rtl") if language == "ar" else made_of

    def _name(self) -> str:
        return "RIGHT" if self.words[0] == RIGHT[0] else "EAST" if self.words[0] == EAST[0] else ""

    def block(self, depth: int = 0) -> Block:
        """A block of any kind."""
        simple: list[Callable[[], Block]] = [self.bullets, self.paragraph]
        if depth:
            return self.random.choice(simple)()
        if self.random.random() < 0.1:
            return Group(self.text(1, 3), (self.block(1), self.entry()))
        kinds = [*simple, self.entry, self.reference, self.pairs, self.table]
        return self.random.choice(kinds)()

    def when(self) -> When | None:
        """Dates or none."""
        text = self.random.choice(("", "2020", "2019–2021", "Sep 2023 – present"))
        return When(text) if text else None

    def entry(self, inner: bool = False) -> EntryBlock:
        """An entry, some with roles in it."""
        body = [self.block(1) for _ in range(self.random.randint(0, 2))]
        if not inner and self.random.random() < 0.2:
            body += [self.entry(inner=True), self.entry(inner=True)]
        details = tuple(self.text(1, 6) for _ in range(self.random.randint(0, 2)))
        return EntryBlock(
            self.text(1, 5), self.maybe(3), self.maybe(4), self.maybe(1), self.maybe(1),
            self.when(), details, self.maybe(1), tuple(body),
        )  # fmt: skip

    def reference(self) -> Reference:
        """A publication."""
        return Reference(
            self.text(2, 12), self.maybe(6), self.maybe(4), when=self.when(),
            bullets=self.bullets(), number=self.random.choice(("", "[1]", "[12]")),
            authors_first=self.random.random() < 0.5,
        )  # fmt: skip

    def bullets(self) -> Bullets:
        """A list."""
        return Bullets(tuple(self.text(1, 25) for _ in range(self.random.randint(0, 6))))

    def pairs(self) -> Pairs:
        """Labels with values."""
        return Pairs(tuple((self.maybe(2), self.text(1, 20)) for _ in range(3)))

    def paragraph(self) -> Paragraph:
        """Running text."""
        return Paragraph(self.text(1, 60))

    def table(self) -> Table:
        """A table."""
        rows = tuple((self.text(1, 4), self.maybe(6)) for _ in range(self.random.randint(0, 30)))
        return Table((literal("Student"), literal("Topic")), rows)
