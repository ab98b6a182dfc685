"""Whole CVs as Markdown, as a human has read and accepted them."""

from __future__ import annotations

from pathlib import Path

import pytest

import cvgen
from cvgen.lowering.lower import lower
from cvgen.selection import select
from tests.helpers_cv import (
    ADA,
    cv_of,
    document_of,
    markdown_of,
    rules_of,
    text_of_document,
)
from tests.helpers_golden import FOLDER, Compare, compare_with
from tests.helpers_markdown import chunks

LARGE = (FOLDER / "large.yaml").read_text("utf-8")
STARTER = Path(cvgen.__file__).parent / "new" / "starter" / "cv_data" / "alex-example.yaml"


def test_a_small_cv(golden: Compare) -> None:
    golden("small.md", markdown_of(document_of(ADA)))


@pytest.mark.parametrize(
    "variant", ["full", "academic", "industry", "biosketch", "public", "record"]
)
def test_a_large_cv(golden: Compare, variant: str) -> None:
    cv = cv_of(LARGE)
    golden(f"large-{variant}.md", markdown_of(lower(select(cv, rules_of(cv, variant)).cv)))


def test_the_starter(golden: Compare) -> None:
    golden("starter.md", markdown_of(document_of(STARTER.read_text("utf-8"), "full")))


@pytest.mark.parametrize("variant", ["record", "academic"])
def test_the_words_of_a_large_cv_are_read_back_by_another_parser(variant: str) -> None:
    cv = cv_of(LARGE)
    document = lower(select(cv, rules_of(cv, variant)).cv)
    read = "\n".join(chunk.text for chunk in chunks(markdown_of(document)))
    said = text_of_document((document.header, document.sections))
    assert [line for line in said.splitlines() if " ".join(line.split()) not in read] == []


def test_a_missing_golden_file_is_a_failure(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="missing"):
        compare_with(tmp_path, accept=False)("nowhere.md", "text")


def test_another_text_is_a_failure_until_it_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("old", "utf-8")
    with pytest.raises(AssertionError):
        compare_with(tmp_path, accept=False)("a.md", "new\r\n")
    compare_with(tmp_path, accept=True)("a.md", "new\r\n")
    compare_with(tmp_path, accept=False)("a.md", "new\r\n")
