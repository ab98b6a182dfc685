"""Properties of CVs in several files: equal to one file, with the right places."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cvgen.building.build import build_cv
from cvgen.errors import InputError
from cvgen.model.cv import Cv
from cvgen.project.sources import load_whole
from cvgen.source import tree
from cvgen.source.tree import Mapping, Source, to_plain
from tests.building.test_properties_editors import sound_cvs
from tests.helpers_reading import SMALL_LAW, as_yaml, cvs, kinds

splits = st.lists(st.integers(0, 10**6), min_size=1, max_size=8)


class Splitter:
    """Cuts values out of a CV, as ``cuts`` say, and puts each into a file of its own."""

    def __init__(self, folder: Path, cuts: list[int]) -> None:
        self.folder = folder
        self.cuts = iter(cuts)
        self.count = 0

    def split(self, data: Any, where: str = "cv_data", *, inner: bool = False) -> Any:
        """``data`` with some of its values in files, seen from the folder ``where``."""
        cut = next(self.cuts, 1) % 3 == 0
        folder = ("cv_data", "shared", "cv_data/more")[self.count % 3] if cut else where
        if isinstance(data, dict):
            made: Any = {key: self.split(value, folder) for key, value in data.items()}
        elif isinstance(data, list):
            made = self.listed(data, folder)
        else:
            made = data
        # a list in a list is joined to it, and what holds nothing is no file
        if not cut or data in (None, "", "~", "null") or (inner and isinstance(data, list)):
            return made
        return self.away(made, folder, where)

    def listed(self, data: list[Any], folder: str) -> list[Any]:
        """The items, some of them in a list of their own in a file, which is joined."""
        start, some = next(self.cuts, 0) % (len(data) + 1), next(self.cuts, 0) % 3
        items = [self.split(item, folder, inner=True) for item in data]
        joined = items[start : start + some]
        if joined:
            items[start : start + some] = [self.away(joined, folder, folder)]
        return items

    def away(self, value: Any, folder: str, where: str) -> dict[str, str]:
        """``value`` in a new file of ``folder``, and what stands for it in one of ``where``."""
        self.count += 1
        name = f"part{self.count}.yaml"
        path = self.folder / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_yaml(value), "utf-8")
        up = "../" * len(Path(where).parts)
        return {"from": f"{up}{folder}/{name}"}


def read(folder: Path, data: Any) -> Source:
    """The CV with all its parts."""
    path = folder / "cv_data" / "ada.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(as_yaml(data), "utf-8")
    return load_whole(path, folder)[0]


def built(source: Source) -> Cv | list[tuple[str, str, str | None]]:
    """The Cv, or codes, messages and hints of what is wrong."""
    try:
        return build_cv(source)
    except InputError as error:
        return sorted((p.code, p.message, p.excerpt and "") for p in error.problems)


def scalars(data: Any, path: tree.Path = ()) -> Iterator[tuple[tree.Path, str]]:
    """Every value in the plain data, with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from scalars(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from scalars(value, (*path, number))
    elif data is not None:
        yield path, data


def text_at(source: Source, path: tree.Path) -> str:
    """What stands in its file where the value at ``path`` is said to be."""
    span = source.span_of(path)
    return source.text_of(span).line(span.line)[span.column - 1 : span.end_column - 1]


def key_at(source: Source, path: tree.Path) -> str:
    """The same for the key."""
    span = source.key_span_of(path)
    return source.text_of(span).line(span.line)[span.column - 1 : span.end_column - 1]


@given(data=sound_cvs | cvs, cuts=splits)
@SMALL_LAW
def test_a_cv_in_parts_equals_the_cv_in_one_file(data: Any, cuts: list[int]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "whole").mkdir()
        whole = read(folder / "whole", data)
        pieces = Splitter(folder, cuts)
        cut = {key: pieces.split(value) for key, value in data.items()}
        parted = read(folder, cut)
        assert to_plain(parted.root) == to_plain(whole.root)
        assert len(parted.parts) == pieces.count
        for path, _ in scalars(to_plain(whole.root)):
            assert text_at(parted, path) == text_at(whole, path)
        one, other = built(whole), built(parted)
        assert one == other if isinstance(one, Cv) else not isinstance(other, Cv)


base_keys = st.dictionaries(st.sampled_from("abcdef"), st.text("xyz", min_size=1))
own_keys = st.dictionaries(st.sampled_from("defghi"), st.text("uvw", min_size=1), min_size=1)


@given(kind=kinds, base=base_keys, own=own_keys)
@SMALL_LAW
def test_keys_of_a_file_join_those_beside_it(
    kind: str, base: dict[str, str], own: dict[str, str]
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        (folder / "base.yaml").write_text(as_yaml(base), "utf-8")
        source = read(folder, {kind: {"from": "../base.yaml", **own}})
        node = source.node_at((kind,))
        assert isinstance(node, Mapping)
        assert to_plain(node) == {**base, **own}
        assert list(node.items) == list({**base, **own})
        for key, value in {**base, **own}.items():
            assert key_at(source, (kind, key)).strip("\"'") == key
            assert text_at(source, (kind, key)).strip("\"'") == value
            assert bool(source.span_of((kind, key)).file) == (key not in own)
