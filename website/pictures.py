"""Renders what the site shows: the examples of the reference, and the themes with three people."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import Image, ImageChops

from cvgen import load
from cvgen.gallery.gallery import SAMPLES
from cvgen.themes import load_theme, theme_names
from cvgen.writers.png import to_palette
from website.reference import example_of, section_types

EXAMPLE = (
    "--theme",
    "classic",
    "--set",
    "margins=18, 40, 16",
    "--set",
    "base_size=11.5",
    "--variant",
    "full",
    "--format",
    "png",
)
"""How examples are rendered: large, because the site shows the picture beside the YAML."""
THUMBNAIL = 640  # pixels wide, twice what the page shows
_MARGIN = 24


def draw_examples(folder: Path) -> None:
    """Write ``<type>.png`` into ``folder`` for each section type: its example without the name."""
    folder.mkdir(parents=True, exist_ok=True)
    cvs = {name: f"name: Ada Example\n{example_of(name)}" for name in section_types()}
    with tempfile.TemporaryDirectory() as scratch:
        made = _render(Path(scratch), cvs, *EXAMPLE)
        for name in cvs:
            (drawn,) = (made / name).glob("*.png")
            with Image.open(drawn) as page:
                _below_name(page.convert("RGB")).save(folder / f"{name}.png", optimize=True)


def draw_themes(folder: Path) -> None:
    """Write each theme with three people into ``folder``: ``THEME-PERSON.pdf``, HTML and PNG."""
    folder.mkdir(parents=True, exist_ok=True)
    cvs = {sample.stem: sample.read_text("utf-8") for sample in SAMPLES}
    for theme in theme_names():
        with tempfile.TemporaryDirectory() as scratch:
            words = ("--theme", theme, "--variant", "full", "--format", "pdf,html,png")
            made = _render(Path(scratch), cvs, *words)
            for name in cvs:
                for suffix in (".pdf", ".html"):
                    (document,) = (made / name).glob(f"*{suffix}")
                    shutil.copyfile(document, folder / f"{theme}-{name}{suffix}")
                first_page = min((made / name).glob("*.png"))
                _thumbnail(first_page, folder / f"{theme}-{name}.png")


def empty_pictures(examples: Path, themes: Path) -> None:
    """Write files of one white pixel, or none, where the others would be: a site for tests."""
    for folder in (examples, themes):
        folder.mkdir(parents=True, exist_ok=True)
    people = [f"{theme}-{sample.stem}" for theme in theme_names() for sample in SAMPLES]
    for path in (
        *(examples / name for name in section_types()),
        *(themes / name for name in people),
    ):
        Image.new("1", (1, 1), 1).save(path.with_suffix(".png"))
    for name in people:
        (themes / f"{name}.pdf").touch()
        (themes / f"{name}.html").touch()


def gallery_page() -> str:
    """The page of all themes in Markdown."""
    parts = [
        "# Gallery\n",
        "Every theme with three fictitious people. Open the PDF to see all pages, or the page for "
        "the web. [Themes](../themes.md) explains how to choose a theme and its options.\n",
    ]
    people = [(sample, load(sample).person.name) for sample in SAMPLES]
    for theme in theme_names():
        parts += [f"## {theme}\n", f"{load_theme(theme).description}\n", "::::{container} gallery"]
        parts += [_card(theme, sample.stem, name) for sample, name in people]
        parts.append("::::\n")
    return "\n".join(parts)


def _card(theme: str, stem: str, who: str) -> str:
    files = f"gallery/{theme}-{stem}"
    picture = f"![{who} in the theme {theme}]({files}.png)"
    return (
        f":::{{container}} card\n{picture}\n\n{who}: [PDF]({files}.pdf), [HTML]({files}.html)\n:::"
    )


def _render(folder: Path, cvs: Mapping[str, str], *options: str) -> Path:
    """Render ``cvs``, texts by name, in a project in ``folder``; the folder of the outputs."""
    (folder / "cv_data").mkdir()
    (folder / "cvgen.yaml").write_text("{}\n", "utf-8")
    for name, text in cvs.items():
        (folder / "cv_data" / f"{name}.yaml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "cvgen", "render", "--quiet", "--project", str(folder)]
    subprocess.run([*command, *options], check=True)
    return folder / "output"


def _below_name(page: Image.Image) -> Image.Image:
    """The part of ``page`` below its first line, without white margins."""
    ink = ImageChops.difference(page, Image.new("RGB", page.size, "white")).convert("1")
    rows = [any(row) for row in _rows(ink)]
    first = rows.index(True)
    end = rows.index(False, first)
    box = ink.crop((0, end, *page.size)).getbbox()
    assert box is not None  # an example has a section
    left, top, right, bottom = box
    around = (left - _MARGIN, end + top - _MARGIN, right + _MARGIN, end + bottom + _MARGIN)
    made: Image.Image = to_palette(page.crop(around))
    return made


def _rows(image: Image.Image) -> Iterator[bytes]:
    """The pixels of each row of ``image``, which has one bit a pixel."""
    for row in range(image.height):
        yield image.crop((0, row, image.width, row + 1)).tobytes()


def _thumbnail(source: Path, target: Path) -> None:
    with Image.open(source) as page:
        small = page.convert("RGB")
        small.thumbnail((THUMBNAIL, 2 * THUMBNAIL))
        to_palette(small).save(target, optimize=True)
