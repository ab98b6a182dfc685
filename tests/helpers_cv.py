"""Small CVs from YAML text, and the plain text of a Document."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

from cvgen.assets.files import Assets
from cvgen.building.build import build_cv
from cvgen.dates import PartialDate
from cvgen.document import Block, Document, Header, When
from cvgen.loading.load import LoadedCv
from cvgen.lowering.lower import lower
from cvgen.markup.inline import Inline, plain_text
from cvgen.model.cv import Cv
from cvgen.project import Project
from cvgen.selection import Rules, Selection, builtin_variants, resolve, select
from cvgen.source.tree import Source
from cvgen.source.yaml_source import read_yaml
from cvgen.themes import Theme
from cvgen.writers.markdown.writer import write_markdown

NO_THEME = Theme(name="none", description="", folders=())
_SILENT = frozenset(
    {"kind", "href", "role", "key", "type", "language", "direction", "punctuation", "web", "dated"}
)
_MACHINE = frozenset({"start", "end", "photo", "photo_alt"})

ADA = """\
name: Ada Example
headline: Systems engineer
email: ada@example.org
sections:
  experience:
    - role: Engineer
      organization: Analytical Engines Ltd
      start: 2019-06
      end: present
      highlights:
        - Cut the mill's cycle time by 40 %.
"""


def source_of(text: str) -> Source:
    """The parsed YAML, called ``cv.yaml``; indentation common to all lines is taken off."""
    return read_yaml("cv.yaml", dedent(text).encode())


def cv_of(text: str) -> Cv:
    """The Cv of a whole YAML text."""
    return build_cv(source_of(text))


def loaded_of(text: str) -> LoadedCv:
    """The Cv of a whole YAML text with its source, in a project without settings."""
    source = source_of(text)
    return LoadedCv(Path("cv.yaml"), source, build_cv(source), Project(Path()))


def with_sections(text: str) -> str:
    """A CV of Ada Example with ``text`` below the key ``sections``."""
    inner = "\n".join(f"  {line}" for line in dedent(text).strip("\n").splitlines())
    return f"name: Ada Example\nsections:\n{inner}\n"


def rules_of(cv: Cv, variant: str) -> Rules:
    """The rules of a built-in variant or one of the CV's own."""
    return resolve(variant, [builtin_variants(), cv.variants])


def selected(text: str, variant: str = "full", as_of: PartialDate | None = None) -> Selection:
    """What ``variant`` shows of a whole YAML text."""
    cv = cv_of(text)
    return select(cv, rules_of(cv, variant), as_of)


def document_of(text: str, variant: str | None = None) -> Document:
    """The Document of a whole YAML text, selected first where a variant is named."""
    return lower(selected(text, variant).cv if variant else cv_of(text))


def markdown_of(document: Document) -> str:
    """The document as Markdown."""
    return write_markdown(document, NO_THEME, Assets()).data.decode()


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of the first section of ``text``, which stands below ``sections``."""
    return document_of(with_sections(text)).sections[0].blocks


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a Document (or a part of it) that a reader is to see."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple) and value and all(hasattr(run, "href") for run in value):
        yield plain_text(value)
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_in(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            hidden = _SILENT | (_MACHINE if isinstance(value, When | Header) else set())
            if field.name not in hidden:
                yield from texts_in(getattr(value, field.name))


def text_of_document(value: Any) -> str:
    """All texts of a Document, a line each."""
    return "\n".join(texts_in(value))


def says(inline: Inline) -> str:
    """The inline text with its styles as Markdown-like marks, and roles as ``role{...}``.

    Spaces that do not break read as others.
    """
    out = []
    for run in inline:
        text = run.text.replace("\N{NO-BREAK SPACE}", " ")
        text = f"`{text}`" if run.code else text
        text = f"*{text}*" if run.emphasis else text
        text = f"**{text}**" if run.strong else text
        text = f"[{text}]({run.href})" if run.href else text
        out.append(f"{run.role}{{{text}}}" if run.role else text)
    return "".join(out)


def shape(value: Any) -> Any:
    """Blocks as plain data: texts instead of runs, only what is not empty."""
    if isinstance(value, tuple) and value and all(hasattr(item, "href") for item in value):
        return says(value)
    if isinstance(value, tuple):
        return [shape(item) for item in value]
    if not dataclasses.is_dataclass(value):
        return value
    if isinstance(value, When):
        return value.text
    names = [field.name for field in dataclasses.fields(value) if field.name != "kind"]
    made = {name: shape(getattr(value, name)) for name in names}
    return {key: item for key, item in made.items() if item not in ([], None, "", {}, False)}
