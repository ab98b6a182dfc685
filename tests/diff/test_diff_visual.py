"""``cvgen diff --visual``: a page with two versions side by side."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cvgen.diff.page_words import mark_words
from tests.diff.test_diff import CV
from tests.helpers_cli import run
from tests.helpers_project import make_project
from tests.test_properties import quick

pytestmark = pytest.mark.sweep("cvgen/diff", "cvgen/writers", "cvgen/cli", kinds=(), keep=4)

MOVED = ["one", "two", "three", "four", "five", "six", "seven"]
STAYED = [f"w{number}" for number in range(20)]


def test_words_that_came_and_went_are_marked() -> None:
    before, after = mark_words(["a", "b", "c"], ["a", "x", "c", ""])
    assert before == ["", "removed", ""]
    assert after == ["", "added", "", ""]


def test_a_phrase_in_another_place_has_moved() -> None:
    before, after = mark_words([*MOVED, *STAYED], [*STAYED, *MOVED])
    assert before == ["moved"] * 7 + [""] * 20
    assert after == [""] * 20 + ["moved"] * 7


def test_words_that_moved_a_little_count_as_the_same() -> None:
    assert mark_words(["2019", "Engineer", "Ltd"], ["Engineer", "Ltd", "2019"]) == (
        [""] * 3,
        [""] * 3,
    )
    far = [f"x{number}" for number in range(60)]
    assert "removed" in mark_words(["2019", *far], [*far, "2019"])[0]


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=30)


@quick
@given(WORDS, WORDS)
def test_every_word_has_a_mark_and_common_words_are_balanced(
    before: list[str], after: list[str]
) -> None:
    old, new = mark_words(before, after)
    assert (len(old), len(new)) == (len(before), len(after))
    for word in "abcd":
        stays = [m for m, w in zip(old, before, strict=True) if w == word and m != "removed"]
        there = [m for m, w in zip(new, after, strict=True) if w == word and m != "added"]
        assert sorted(stays) == sorted(there)


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BeautifulSoup:
    monkeypatch.chdir(make_project(tmp_path, None, ada=CV))
    made = run("diff", "academic", "industry", "ada", "--visual")
    assert (made.code, made.err) == (0, "")
    assert made.out == "output/ada/ada-diff-academic-industry.html\n"
    return BeautifulSoup(Path(made.out.strip()).read_text("utf-8"), "html.parser")


def test_the_page_shows_both_versions_and_marks_what_differs(page: BeautifulSoup) -> None:
    pictures = page.select("figure img")
    assert [picture["alt"] for picture in pictures] == [
        "academic, page 1: 3 removed", "industry, page 1: nothing marked"
    ]  # fmt: skip
    data = str(pictures[0]["src"]).removeprefix("data:image/png;base64,")
    assert b64decode(data).startswith(b"\x89PNG")
    assert len(page.select("figure g.removed")) == 3
    assert page.select("figure g.added, figure g.moved") == []
    texts = [item.get_text() for item in page.select("del")]
    assert texts == ["Taught ten pupils", "Talks"]


def test_the_marks_lie_on_the_words(page: BeautifulSoup) -> None:
    picture = page.select("figure img")[0]
    image = Image.open(io.BytesIO(b64decode(str(picture["src"]).partition(",")[2]))).convert("L")
    width = float(str(page.select("figure svg")[0]["viewbox"]).split()[2])
    scale = image.width / width
    for rect in page.select("figure g.removed rect"):
        x, y, w, h = (float(str(rect[name])) * scale for name in ("x", "y", "width", "height"))
        inside = image.crop((int(x), int(y), int(x + w), int(y + h)))
        margin = image.crop((int(x + w) + 6, int(y), int(x + w) + 30, int(y + h)))
        assert min(inside.tobytes()) < 120
        assert min(margin.tobytes()) > 200


def test_the_page_is_one_file_without_script(page: BeautifulSoup) -> None:
    assert page.find_all(["script", "link", "iframe"]) == []
    addresses = [tag.get(name, "") for tag in page.find_all() for name in ("src", "href")]
    assert all(not address or str(address).startswith("data:") for address in addresses)
    assert not re.search(r"\son\w+=", str(page.find("body"))[:400])


def test_the_page_needs_exactly_one_cv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(make_project(tmp_path, None, ada=CV, kim=CV))
    assert run("diff", "full", "public", "--visual", "-o", "x.html").code == 2
    assert run("diff", "full", "public", "kim", "--visual", "-o", "x.html").out == "x.html\n"
    assert Path("x.html").is_file()
