"""Reads the structure of a PDF with pikepdf, as a screen reader would."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

MAPPING = re.compile(rb"^<([0-9a-f]+)> <([0-9a-f]*)>$", re.MULTILINE)


@dataclass
class Tag:
    """An element: its type, its texts and the tags in it, in order, and its dictionary.

    The file must stay open for as long as something of it is looked at.
    """

    kind: str
    entry: Any
    pdf: pikepdf.Pdf
    parts: list[str | Tag] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)

    @property
    def kids(self) -> list[Tag]:
        return [part for part in self.parts if isinstance(part, Tag)]

    @property
    def text(self) -> str:
        """Its own text, without that of the tags in it."""
        return "".join(part for part in self.parts if isinstance(part, str))

    def all(self, *kinds: str) -> list[Tag]:
        """The tags of ``kinds`` in this one, in order, this one included; all without any."""
        own = [self] if not kinds or self.kind in kinds else []
        return own + [tag for kid in self.kids for tag in kid.all(*kinds)]

    def whole(self) -> str:
        """The text of this tag and all in it."""
        return "".join(part if isinstance(part, str) else part.whole() for part in self.parts)


@dataclass
class Marked:
    """What one page, or a form on it, draws: texts by number, and what has no number."""

    texts: dict[int, str] = field(default_factory=dict)
    artifacts: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def tree(data: bytes) -> Tag:
    """The one element at the root, with all in it."""
    pdf = opened(data)
    drawn = {page.objgen: marked(page.obj) for page in pdf.pages}
    (root,) = pdf.Root.StructTreeRoot.K
    return _tag(root, pdf, None, drawn)


def marked(source: Any, resources: Any = None) -> Marked:
    """What the content stream of a page or form draws, by marked content."""
    resources = source.get("/Resources", resources)
    fonts = {name: _mapping(font) for name, font in resources.get("/Font", {}).items()}
    found, stack, font = Marked(), [], {}
    operations: Any = pikepdf.parse_content_stream(source)
    for operands, operator in operations:
        name = str(operator)
        if name in ("BDC", "BMC"):
            number = operands[1].get("/MCID") if name == "BDC" else None
            stack.append((str(operands[0]), number))
            if number is not None:
                found.texts[int(number)] = ""
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name in ("Tj", "TJ"):
            _note(found, stack, _decoded(operands[0], font))
        elif name == "Do" and resources.XObject[str(operands[0])].Subtype == "/Form":
            continue  # what it draws is marked in itself
        elif name in ("f", "f*", "S", "s", "B", "Do", "sh"):
            _note(found, stack, f"/{name}")
    assert stack == []
    return found


def _note(found: Marked, stack: list[tuple[str, Any]], text: str) -> None:
    numbers = [number for _, number in stack if number is not None]
    is_artifact = any(tag == "/Artifact" for tag, _ in stack)
    assert not (numbers and is_artifact), "content that is read inside of an artifact"
    assert len(numbers) <= 1, "content that is read twice"
    if numbers:
        found.texts[int(numbers[0])] += "" if text.startswith("/") else text
    else:
        (found.artifacts if is_artifact else found.outside).append(text)


def _mapping(font: Any) -> dict[int, str]:
    table = MAPPING.findall(font.ToUnicode.read_bytes())
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in table
    }


def _decoded(operand: Any, font: dict[int, str]) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return "".join(font[int.from_bytes(raw[i : i + 2])] for i in range(0, len(raw), 2))


def _tag(entry: Any, pdf: pikepdf.Pdf, page: Any, drawn: dict[Any, Marked]) -> Tag:
    page = entry.get("/Pg", page)
    tag = Tag(str(entry.S)[1:], entry, pdf)
    for kid in entry.get("/K", []):
        if isinstance(kid, int):
            tag.parts.append(drawn[page.objgen].texts[kid])
        elif kid.get("/Type") == "/OBJR":
            tag.links.append(kid.Obj)
        elif kid.get("/Type") == "/MCR":
            at = marked(kid.Stm, page.get("/Resources")) if "/Stm" in kid else drawn[kid.Pg.objgen]
            tag.parts.append(at.texts[int(kid.MCID)])
        else:
            assert kid.P.objgen == entry.objgen
            tag.parts.append(_tag(kid, pdf, page, drawn))
    return tag


def numbered(entry: Any) -> Iterator[tuple[Any, int]]:
    """The page or form and the number of each piece of content below an element."""
    page = entry.get("/Pg")
    for kid in entry.get("/K", []):
        if isinstance(kid, int):
            yield page, kid
        elif kid.get("/Type") == "/MCR":
            yield kid.get("/Stm", kid.Pg), int(kid.MCID)
        elif kid.get("/Type") != "/OBJR":
            yield from numbered(kid)
