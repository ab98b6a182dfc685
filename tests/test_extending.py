"""Adding a part of each kind: at run time, with one file, or from a package."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.document import EntryBlock as Block
from cvgen.model.entry import Entry
from cvgen.model.text import Text
from cvgen.readers import READERS, Reader
from cvgen.sections import SECTION_TYPES, Context, SectionType
from cvgen.sections.base import each, entry_block, inline
from cvgen.source.yaml_source import read_yaml
from cvgen.themes import Theme
from cvgen.writers import WRITERS, Writer, Written
from tests.helpers_cli import SOURCE, Ran, process, run
from tests.helpers_cv import ADA, text_of_document
from tests.helpers_project import make_project, write

pytestmark = pytest.mark.sweep(
    "cvgen/registry.py",
    "cvgen/sections",
    "cvgen/readers",
    "cvgen/writers",
    "cvgen/cli",
    kinds=(),
    keep=4,
)

BOATS = "name: Ada\nsections: {boats: [{boat: Gull, metres: 4.2, note: red}]}\n"


class Boat(Entry):
    """A boat."""

    shorthand = "boat"
    boat: Text
    metres: Text | None = None


def lower_boat(entry: Boat, context: Context) -> Block:
    """A boat and its length."""
    return entry_block(entry, context, title=inline(entry.boat), aside=inline(entry.metres))


def write_words(document: Document, theme: Theme, assets: Assets) -> Written:
    """The words of a document, in capitals."""
    return Written(text_of_document(document).upper().encode())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project as working folder."""
    monkeypatch.chdir(tmp_path)
    return make_project(tmp_path)


@pytest.fixture
def parts() -> Iterator[None]:
    """A section type, a reader and a writer, added to the running program."""
    SECTION_TYPES.add("boats", SectionType(Boat, each(lower_boat)))
    READERS.add("tide", Reader((".tide",), read_yaml))
    WRITERS.add("words", Writer(".words", write_words))
    yield
    SECTION_TYPES.remove("boats")
    READERS.remove("tide")
    WRITERS.remove("words")


@pytest.mark.usefixtures("parts")
@pytest.mark.parametrize(
    ("form", "suffix"), [("markdown", "md"), ("html", "html"), ("words", "words")]
)
def test_a_section_type_works_in_every_format(here: Path, form: str, suffix: str) -> None:
    write(here / "cv_data" / "ada.yaml", BOATS)
    assert run("render", "-f", form).code == 0
    made = (here / f"output/ada/ada-full.{suffix}").read_text("utf-8").upper()
    assert [word in made for word in ("BOATS", "GULL", "4.2", "RED")] == [True] * 4


@pytest.mark.usefixtures("parts")
def test_a_section_type_is_checked_and_in_the_schema(here: Path) -> None:
    write(here / "cv_data" / "ada.yaml", BOATS.replace("metres", "meters"))
    assert "did you mean 'metres'?" in run("check").err
    assert "metres" in run("schema").out


@pytest.mark.usefixtures("parts")
def test_a_reader_makes_its_files_cvs(here: Path) -> None:
    write(here / "cv_data" / "bob.tide", ADA.replace("Ada", "Bob"))
    assert run("render", "bob", "-f", "md").code == 0
    assert (here / "output/bob/bob-full.md").read_text("utf-8").startswith("# Bob Example")


@pytest.mark.usefixtures("parts")
def test_a_writer_is_a_format(here: Path) -> None:
    assert run("render", "-f", "words,md").code == 0
    assert "ADA EXAMPLE" in (here / "output/ada/ada-full.words").read_text("utf-8")
    assert "words" in run("render", "-f", "wordz").err


def test_what_was_taken_back_is_gone(here: Path) -> None:
    assert run("render", "-f", "words").code == 3


def test_a_theme_is_a_folder_of_data(here: Path) -> None:
    write(
        here / "themes/mine/theme.yaml",
        "extends: academic\nvariant: public\ndefaults: {accent: '#123456'}\n",
    )
    write(here / "themes/mine/theme.css", "h2 { letter-spacing: 0.123em }\n")
    assert run("render", "-t", "mine", "-f", "html").code == 0
    made = (here / "output/ada/ada-public-mine.html").read_text("utf-8")
    assert "0.123em" in made
    assert "#123456" in made


def test_a_theme_of_the_project_hides_the_bundled_one_and_may_extend_it(here: Path) -> None:
    write(here / "themes/academic/theme.yaml", "extends: academic\n")
    write(here / "themes/academic/theme.css", "h2 { letter-spacing: 0.123em }\n")
    assert run("render", "-t", "academic", "-f", "html").code == 0
    assert "0.123em" in (here / "output/ada/ada-academic.html").read_text("utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with one more file for each kind of part."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("cvgen", "themes"):
        shutil.copytree(SOURCE / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    english = (folder / "cvgen/locales/en.yaml").read_text("utf-8")
    write(folder / "cvgen/locales/de.yaml", english.replace("present: present", "present: heute"))
    write(folder / "cvgen/sections/boats.py", boats_module("PART = SectionType(Boat, each(lower))"))
    write(folder / "cvgen/writers/count.py", COUNT)
    write(folder / "themes/mine/theme.yaml", "extends: industry\ndescription: One more.\n")
    write(folder / "cvgen/bibliography/house_styles/gull.yaml", GULL)
    return folder


COUNT = """\
from cvgen.writers.base import Writer, Written
PART = Writer(".count", lambda document, *_: Written(str(len(document.sections)).encode()))
"""

GULL = """\
names: {form: full, editors: full, last: and, comma: never, most: 3, shown: 1}
doi: "{doi}"
arxiv: "{arxiv}"
links_last: true
types: {other: '{title}! By {authors}[, {year}].'}
"""


def boats_module(part: str) -> str:
    """A module with the section type of boats, which ends with ``part``."""
    return dedent(
        f"""\
        from cvgen.document import EntryBlock as Block
        from cvgen.model.entry import Entry
        from cvgen.model.text import Text
        from cvgen.sections.base import SectionType, each, inline

        class Boat(Entry):
            boat: Text

        def lower(entry, context):
            return Block(title=inline(entry.boat), when=context.locale.when(entry.when))

        {part}
        """
    )


def test_one_more_file_is_one_more_part(copy: Path, tmp_path: Path) -> None:
    text = (
        "name: Ada\nlanguage: de\nsections: {boats: [{boat: Gull, start: 2020-10, end: present}]}\n"
    )
    make_project(tmp_path, None, ada=text)
    words = ("render", "-f", "count,md", "-t", "mine")
    assert process(*words, cwd=tmp_path, PYTHONPATH=str(copy)).code == 0
    outputs = {path.suffix: path.read_text("utf-8") for path in (tmp_path / "output/ada").iterdir()}
    assert outputs[".count"] == "1"
    assert "Gull** (Okt. 2020 – heute)" in outputs[".md"]


def test_one_more_file_of_data_is_one_more_house_style(copy: Path, tmp_path: Path) -> None:
    entry = "{title: On gulls, type: journal, authors: [Ada Example, Ben Muster], year: 2021}"
    text = f"name: Ada Example\nsections: {{publications: [{entry}]}}\n"
    make_project(tmp_path, None, ada=f"{text}options: {{publication_style: gull}}\n")
    assert process("render", "-f", "md", cwd=tmp_path, PYTHONPATH=str(copy)).code == 0
    made = (tmp_path / "output/ada/ada-full.md").read_text("utf-8")
    assert "On gulls! By **Ada Example** and Ben Muster, 2021." in made
    assert "gull" in process("schema", cwd=tmp_path, PYTHONPATH=str(copy)).out
    assert "gull" not in process("schema", cwd=tmp_path).out


def foreign(folder: Path, group: str, name: str, module: str) -> None:
    """A package with an entry point, as pip would install it into ``folder``."""
    write(folder / f"tide_{name}.py", module)
    info = folder / f"tide_{name}-1.0.dist-info"
    write(info / "METADATA", f"Metadata-Version: 2.1\nName: tide-{name}\nVersion: 1.0\n")
    write(info / "entry_points.txt", f"[{group}]\n{name} = tide_{name}\n")


def with_foreign(project: Path, folder: Path, *words: str) -> Ran:
    """``cvgen`` with the packages of ``folder`` installed."""
    return process(*words, cwd=project, PYTHONPATH=f"{folder}:{SOURCE}")


def test_a_package_brings_a_section_type_and_a_writer(tmp_path: Path) -> None:
    folder, project = tmp_path / "site", make_project(tmp_path / "p", None, ada=BOATS)
    write(project / "cv_data" / "ada.yaml", "name: Ada\nsections: {boats: [{boat: Gull}]}\n")
    foreign(
        folder, "cvgen.sections", "boats", boats_module("PART = SectionType(Boat, each(lower))")
    )
    foreign(folder, "cvgen.writers", "count", COUNT)
    made = with_foreign(project, folder, "render", "-f", "count,md")
    assert (made.code, made.err) == (0, "")
    assert "Gull" in (project / "output/ada/ada-full.md").read_text("utf-8")
    assert (project / "output/ada/ada-full.count").read_text("utf-8") == "1"


def test_a_package_brings_a_reader(tmp_path: Path) -> None:
    folder, project = tmp_path / "site", make_project(tmp_path / "p")
    write(project / "cv_data" / "bob.tide", ADA)
    module = "from cvgen.readers import Reader\nfrom cvgen.source.yaml_source import read_yaml\n"
    foreign(folder, "cvgen.readers", "tide", module + "PART = Reader(('.tide',), read_yaml)\n")
    assert with_foreign(project, folder, "check").out == "2 CVs checked: no problems\n"


@pytest.mark.sweep("cvgen/registry.py")
@pytest.mark.parametrize("module", ["import nowhere_at_all", "PART = 1", "", "PART ="])
@pytest.mark.parametrize("group", ["cvgen.readers", "cvgen.writers", "cvgen.sections"])
def test_a_broken_package_is_reported_by_name_and_not_in_a_traceback(
    tmp_path: Path, group: str, module: str
) -> None:
    folder, project = tmp_path / "site", make_project(tmp_path / "p")
    write(project / "cv_data" / "ada.yaml", "name: Ada\nsections: {broken: [{boat: Gull}]}\n")
    foreign(folder, group, "broken", module)
    made = with_foreign(project, folder, "render", "-f", "broken")
    assert "Traceback" not in made.err
    assert made.code in (1, 3, 4)
    assert "broken" in made.err
