"""Which outputs are up to date, by digests, and what the record survives."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvgen.errors import Problem, Span
from cvgen.model.marks import Visibility
from cvgen.paths import bundled_folder, name_of, path_of
from cvgen.rendering.incremental.digest import (
    of_bytes,
    of_file,
    of_folder,
    of_names,
    of_package,
    of_program,
    of_value,
)
from cvgen.rendering.incremental.record import (
    FILE,
    Output,
    PastRun,
    Record,
    has_same_inputs,
    inputs_as_read,
    read_record,
)
from tests.helpers_project import write

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.tuples(inner, inner) | st.frozensets(st.text()) | st.dictionaries(st.text(), inner)
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    one: object
    two: object


@given(VALUES, VALUES)
def test_values_have_one_digest_where_they_are_equal_and_of_one_type(a: object, b: object) -> None:
    assert (of_value(a) == of_value(b)) == (repr_of(a) == repr_of(b))


def repr_of(value: object) -> str:
    """What a value is, whatever the order of its sets."""
    if isinstance(value, frozenset):
        return f"frozen{sorted(value)}"
    if isinstance(value, tuple):
        return f"({','.join(map(repr_of, value))})"
    if isinstance(value, dict):
        return f"{{{','.join(f'{key!r}:{repr_of(v)}' for key, v in value.items())}}}"
    return repr(value)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (Pair(1, 2), Pair(2, 1)),
        (Pair("a", "b"), Pair("ab", "")),
        (("a", ("b",)), ("a", "b")),
        (1, "1"), (1, True), (None, "None"), ((), None),
        (Visibility.PUBLIC, "public"),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    ],
)  # fmt: skip
def test_values_that_differ_have_other_digests(a: object, b: object) -> None:
    assert of_value(a) != of_value(b)


def test_what_cannot_be_known_has_no_digest() -> None:
    with pytest.raises(TypeError, match="object has no digest"):
        of_value(Pair(object(), 1))


def test_a_folder_is_its_files_with_their_names(tmp_path: Path) -> None:
    write(tmp_path / "a" / "one.css", "x")
    first = of_folder(tmp_path)
    write(tmp_path / "a" / ".hidden", "x")
    write(tmp_path / "__pycache__" / "one.pyc", "x")
    assert of_folder(tmp_path) == first
    (tmp_path / "a" / "one.css").rename(tmp_path / "a" / "two.css")
    renamed = of_folder(tmp_path)
    write(tmp_path / "a" / "two.css", "y")
    assert len({first, renamed, of_folder(tmp_path)}) == 3


def test_names_are_those_of_things_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "x")
    first = of_names(tmp_path)
    write(tmp_path / "a.yaml", "y")
    assert of_names(tmp_path) == first
    write(tmp_path / "b.yaml", "x")
    assert of_names(tmp_path) != first


def test_a_file_that_does_not_exist_has_an_empty_digest(tmp_path: Path) -> None:
    assert of_file(tmp_path / "none") == of_file(tmp_path) == ""
    assert of_file(write(tmp_path / "some", "x")) == of_bytes(b"x") != of_program()


def test_the_digest_of_a_package_is_kept_until_one_of_its_files_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    package = tmp_path / "package"
    module = write(package / "one.py", "x")
    first = of_package(package)
    assert first == of_folder(package) == of_package(package)
    (kept,) = (tmp_path / "cache").glob("cvgen/program-*")
    state, digest = kept.read_text("ascii").split()
    kept.write_text(f"{state} from-the-cache", "ascii")
    assert (digest, of_package(package)) == (first, "from-the-cache")
    write(module, "y")
    assert of_package(package) == of_folder(package) != first
    write(package / "two.py", "")
    assert of_package(package) == of_folder(package)
    kept.write_text("damaged", "ascii")
    assert of_package(package) == of_folder(package)


def test_names_of_files_hold_on_any_machine(tmp_path: Path) -> None:
    theme = bundled_folder() / "academic" / "theme.yaml"
    outside = tmp_path.parent / "x.yaml"
    root = tmp_path.resolve()
    names = [name_of(path, root) for path in (tmp_path / "cv_data" / "a.yaml", theme, outside)]
    assert names[:2] == ["cv_data/a.yaml", "@themes/academic/theme.yaml"]
    assert [path_of(name, root) for name in names[1:]] == [theme, outside.resolve()]


REMARK = Problem("W1", "x", "f", Span(1, 2, 3, 4))
RUN = PastRun({"file:cvgen.yaml": ""}, {"a/a.pdf": "abc"}, "known", (REMARK,), ("b",))
OUTPUT = Output("abc", {"a/a.pdf": "d"}, "cv_data/a.yaml", "full", (Problem("W2", "y"),))


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    record = Record({"a/a.pdf": OUTPUT}, {"key": RUN})
    write(tmp_path / FILE, record.files()[FILE].decode())
    assert read_record(tmp_path) == record


def test_an_output_is_a_line_of_the_record() -> None:
    record = Record({"b": OUTPUT, "a": OUTPUT}, {"key": RUN})
    assert [line[:3] for line in record.files()[FILE].decode().splitlines() if line[0] == '"'][
        1:3
    ] == [
        '"a"',
        '"b"',
    ]


def test_old_runs_are_forgotten_and_the_newest_is_not() -> None:
    record = Record()
    for number in range(40):
        record.add_run(str(number), RUN)
        record.add_run("0", RUN)
    assert "0" in record.runs and "39" in record.runs and len(record.runs) == 24


WHOLE = json.loads(Record({"a": OUTPUT}, {"key": RUN}).files()[FILE])


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"form": 1}', '{"form": 2, "outputs": {}, "runs": {}}', "[" * 100_000,
     '{"form": 1, "outputs": [], "runs": {}}', '{"form": 1, "outputs": {"a": {}}, "runs": {}}',
     json.dumps({**WHOLE, "outputs": {"a": {**WHOLE["outputs"]["a"], "files": ["a"]}}}),
     json.dumps({**WHOLE, "outputs": {"a": {**WHOLE["outputs"]["a"], "warnings": [{}]}}}),
     json.dumps({**WHOLE, "runs": {"key": {**WHOLE["runs"]["key"], "more": 1}}})],
)  # fmt: skip
def test_a_record_that_cannot_be_used_is_none(tmp_path: Path, text: str) -> None:
    write(tmp_path / FILE, text)
    assert read_record(tmp_path) == Record()


def test_a_run_is_valid_while_its_inputs_are(tmp_path: Path) -> None:
    root = tmp_path.resolve()
    write(root / "cv_data" / "a.yaml", "x")
    names = ["file:cvgen.yaml", "file:cv_data/a.yaml", "names:cv_data"]
    inputs = inputs_as_read(names, root, moment=2**63)
    assert inputs is not None
    run = PastRun(inputs, {})
    assert has_same_inputs(run, root)
    write(root / "cvgen.yaml", "")
    assert not has_same_inputs(run, root)
