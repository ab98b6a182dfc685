"""Word documents have each word of the Document once and in order, in any theme and language."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from cvgen.assets.files import Assets
from cvgen.document import Bullets, Document, Paragraph
from cvgen.errors import RenderError
from cvgen.lowering.lower import lower
from cvgen.themes import load_theme
from cvgen.verify.faults import faults_in_text
from cvgen.verify.locate import WALL
from cvgen.writers import WRITERS
from cvgen.writers.docx import writer
from cvgen.writers.docx.package import pack
from tests.helpers_cli import SOURCE
from tests.helpers_cv import cv_of, rules_of
from tests.helpers_docx import data_of, lines_of, words_in, words_of
from tests.helpers_scripts import SAMPLES, THEMES, sample_document
from tests.helpers_sweeps import Sample
from tests.samples import EMPTY, FULL, document, section, t
from tests.samples_random import Chance

CVS = sorted(path.name for path in (SOURCE / "cv_data").glob("*.yaml"))
VARIANTS = ("full", "record", "academic", "industry", "public")


def assert_said_once(said: Document, theme: str) -> None:
    """Each word is there as often as in the Document, and items keep their order."""
    data = data_of(said, theme)
    assert Counter(words_of(data)) == Counter(words_in(said))
    texts = [part for _, text in lines_of(data) for part in (WALL, text, WALL)]
    assert faults_in_text(said, texts) == []


@pytest.mark.sweep("cvgen/writers/docx", keep=6)
@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", CVS)
def test_the_words_of_whole_cvs(name: str, theme: str, variant: str) -> None:
    from cvgen.selection import select

    cv = cv_of((SOURCE / "cv_data" / name).read_text("utf-8"))
    assert_said_once(lower(select(cv, rules_of(cv, variant)).cv), theme)


@pytest.mark.parametrize("sample", SAMPLES)
def test_the_words_of_other_scripts(sample: str) -> None:
    assert_said_once(sample_document(sample), THEMES[SAMPLES.index(sample) % len(THEMES)])


@pytest.mark.sweep("cvgen/writers/docx", "cvgen/verify", keep=0)
def test_the_words_of_any_document(sample: Sample) -> None:
    for seed in sample(range(200), keep=25):
        assert_said_once(Chance(seed).document(), THEMES[seed % len(THEMES)])


def test_a_document_without_anything() -> None:
    assert_said_once(EMPTY, "academic")
    assert ("heading 1", "Title") in [
        (name.lower(), text) for name, text in lines_of(data_of(EMPTY))
    ]


def test_a_lost_or_repeated_text_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    theme = load_theme("academic")

    def write_with(change: tuple[bytes, bytes]) -> None:
        def changed(parts: dict[str, bytes]) -> bytes:
            return pack({name: data.replace(*change) for name, data in parts.items()})

        monkeypatch.setattr(writer, "pack", changed)
        WRITERS["docx"].write(FULL, theme, Assets())

    write_with((b"nothing", b""))
    with pytest.raises(RenderError, match="the Word document lacks words") as lost:
        write_with((b"Cut the cycle time", b"Cut"))
    assert [problem.code for problem in lost.value.problems] == ["E428"]
    with pytest.raises(RenderError, match="says twice"):
        write_with((b"Led six people", b"Cut the cycle time by 40 %. Led six people"))


def test_forbidden_characters_are_removed_with_a_warning() -> None:
    text = "Some \x0btext \ufffehere"
    said = document(
        section("a", Paragraph((replace(t("x")[0], text=text),)), Bullets((t("Other"),)))
    )
    made = WRITERS["docx"].write(said, load_theme("academic"), Assets())
    assert ("Body Text", "Some text here") in lines_of(made.data)
    (warning,) = made.warnings
    assert (warning.code, warning.severity) == ("W761", "warning")
    assert warning.message.endswith("U+000B, U+FFFE")
    assert "Some �text �here" in warning.message


def test_the_reader_in_the_writer_sees_what_python_docx_sees(tmp_path: Path) -> None:
    from cvgen.writers.docx.readback import texts_of

    data = data_of(FULL)
    own = "".join(texts_of(data)).replace(WALL, " ").split()
    assert own == " ".join(text for _, text in lines_of(data)).split()
