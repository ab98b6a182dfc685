"""Finding parts by name: in a folder, added at run time, or provided by another package."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cvgen.errors import UnknownNameError
from cvgen.readers import READERS, Reader, reader_for
from cvgen.readers.yaml import PART as YAML
from cvgen.registry import Registry, foreign_parts
from cvgen.sections import SECTION_TYPES, SectionType
from cvgen.source.yaml_source import read_yaml
from cvgen.writers import WRITERS
from tests.helpers import codes, section_of

OTHER = Reader((".other",), read_yaml)


@pytest.fixture
def readers() -> Registry[Reader]:
    """The readers in a registry of the test's own."""
    return Registry("cvgen.readers", Reader)


def test_the_parts_are_the_modules_of_the_folder(readers: Registry[Reader]) -> None:
    assert readers.names() == ("bibtex", "csl", "ris", "yaml")
    assert readers["yaml"] is YAML
    assert [reader.suffixes[0] for reader in readers] == [".bib", ".json", ".ris", ".yaml"]


@pytest.mark.parametrize(
    "name", ["base", "_private", "", "yaml.base", "..", "os", "YAML", "__init__"]
)
def test_what_is_not_a_part_is_not_found(readers: Registry[Reader], name: str) -> None:
    assert name not in readers
    with pytest.raises(KeyError):
        readers[name]


def test_a_module_whose_name_starts_with_an_underscore_is_not_a_part() -> None:
    assert WRITERS.names()
    assert [name for name in WRITERS.names() if name.startswith("_")] == []


def test_names_come_in_alphabetical_order() -> None:
    names = SECTION_TYPES.names()
    assert list(names) == sorted(names)
    assert {"experience", "education", "publications"} <= set(names)


def test_every_part_of_every_section_is_of_the_right_kind() -> None:
    assert all(isinstance(part, SectionType) for part in SECTION_TYPES)


def test_a_part_can_be_added_and_taken_back(readers: Registry[Reader]) -> None:
    readers.add("other", OTHER)
    assert (readers.names(), readers["other"]) == (("bibtex", "csl", "other", "ris", "yaml"), OTHER)
    assert "other" in readers
    readers.remove("other")
    assert (readers.names(), "other" in readers) == (("bibtex", "csl", "ris", "yaml"), False)


def test_a_part_that_replaces_one_gives_it_back(readers: Registry[Reader]) -> None:
    readers.add("yaml", OTHER)
    assert readers["yaml"] is OTHER
    readers.remove("yaml")
    assert readers["yaml"] is YAML


def test_removing_an_unknown_part_changes_nothing(readers: Registry[Reader]) -> None:
    before = readers.names()
    readers.remove("nothing")
    assert readers.names() == before


def test_two_registries_do_not_share_what_is_added(readers: Registry[Reader]) -> None:
    readers.add("other", OTHER)
    assert "other" not in Registry("cvgen.readers", Reader)


def test_a_module_that_contains_another_kind_of_part_is_refused() -> None:
    wrong = Registry("cvgen.readers", SectionType)
    with pytest.raises(UnknownNameError, match="PART is not a SectionType"):
        wrong["yaml"]


def test_asking_for_names_imports_no_part() -> None:
    program = (
        "import sys; from cvgen.sections import SECTION_TYPES as s; s.names(); 'talks' in s;"
        "print([m for m in sys.modules if m == 'cvgen.sections.talks'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path that looks like an installed package with entry points."""
    info = tmp_path / "cv_extras-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: cv-extras\nVersion: 1.0\n", "utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[cvgen.readers]\n"
        "toml = cv_extras_toml\nyaml = cv_extras_toml\nbroken = cv_extras_broken\n",
        "utf-8",
    )
    (tmp_path / "cv_extras_toml.py").write_text(
        "from cvgen.readers import Reader\n"
        "from cvgen.source.yaml_source import read_yaml\n"
        "PART = Reader(('.toml',), read_yaml)\n",
        "utf-8",
    )
    (tmp_path / "cv_extras_broken.py").write_text("PART = 'not a reader'\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    foreign_parts.cache_clear()
    yield tmp_path
    foreign_parts.cache_clear()
    sys.modules.pop("cv_extras_toml", None)
    sys.modules.pop("cv_extras_broken", None)


def test_another_package_offers_a_part_by_an_entry_point(
    readers: Registry[Reader], package: Path
) -> None:
    assert package.is_dir()
    assert readers.names() == ("bibtex", "broken", "csl", "ris", "toml", "yaml")
    assert "toml" in readers
    assert readers["toml"].suffixes == (".toml",)


def test_another_package_cannot_replace_a_part_of_ours(
    readers: Registry[Reader], package: Path
) -> None:
    assert package.is_dir()
    assert readers["yaml"] is YAML


def test_a_foreign_part_of_the_wrong_kind_is_refused(
    readers: Registry[Reader], package: Path
) -> None:
    assert package.is_dir()
    with pytest.raises(UnknownNameError, match="its PART is not a Reader"):
        readers["broken"]


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".YAML", ".Yml"])
def test_the_reader_is_found_by_the_suffix_in_any_letter_case(suffix: str) -> None:
    assert reader_for(suffix, READERS) is YAML


@pytest.mark.parametrize("suffix", ["", ".", ".json5", "yaml", ".yaml.txt"])
def test_an_unknown_suffix_has_no_reader(suffix: str) -> None:
    assert reader_for(suffix, READERS) is None


def test_a_section_type_that_is_added_works_in_a_cv() -> None:
    text = "- title: Best Paper\n"
    SECTION_TYPES.add("prizes", SECTION_TYPES["awards"])
    try:
        assert section_of("prizes", text).type == "prizes"
    finally:
        SECTION_TYPES.remove("prizes")
    assert codes("name: A\nsections:\n  talkz:\n    - title: x\n") == ["E201"]
