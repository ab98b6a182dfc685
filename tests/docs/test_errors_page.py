"""docs/errors.md has every error code, each with a message that cvgen really prints.

The examples are in ``error_examples.yaml``. ``pytest --accept`` writes the messages into the page.
"""

from __future__ import annotations

import ast
import os
import re
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import Any

import pytest
import yaml

import cvgen
from cvgen.applications.texts.markdown import paragraphs
from cvgen.applications.texts.placeholders import parse
from cvgen.applications.texts.values import Value
from cvgen.errors import InputError
from tests.helpers_cli import run
from tests.helpers_docs import ROOT
from tests.helpers_structure import modules_in

PAGE = ROOT / "docs" / "errors.md"
EXAMPLES: dict[str, Any] = yaml.safe_load(
    Path(__file__).with_name("error_examples.yaml").read_text("utf-8")
)
NOT_RUN = {
    "E307": "needs a package with a broken plug-in; tests/test_registry.py has one",
    "E425": "needs a process that is killed; see tests/rendering/test_pool.py",
    "E432": "needs a gigabyte of memory; see tests/rendering/test_limits.py",
    "W407": "needs another WeasyPrint; see tests/writers/pdf/engine/test_compat.py",
    "W761": "needs a library; tests/writers/docx/test_text.py checks it",
    "E507": "needs a port that is taken; see tests/serve/test_watch_command.py",
    **dict.fromkeys(
        [*(f"E71{n}" for n in range(1, 10)), *(f"W71{n}" for n in range(1, 7))],
        "needs the file of somebody else; tests/applications/packet/test_messages.py has some",
    ),
}
"""Codes whose message no small example gives, with the reason."""
CODE = re.compile(r"[EW]\d{3}")
ENTRY = re.compile(
    r"^### (?P<code>[EW]\d{3})\n\n"
    r"(?P<meaning>(?:.+\n)+)\n"
    r"```text\n(?P<message>(?:.+\n)+)```\n\n"
    r"Fix: (?:.+\n)+",
    re.MULTILINE,
)
"""A code with what it means, its example and the fix."""


def entries() -> dict[str, re.Match[str]]:
    return {match["code"]: match for match in ENTRY.finditer(PAGE.read_text("utf-8"))}


def test_every_code_of_the_source_is_on_the_page_and_no_other() -> None:
    used = {
        node.value
        for module in modules_in(Path(cvgen.__file__).parent)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if CODE.fullmatch(node.value)
    }
    headings = re.findall(r"^### (.*)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(headings) == len(set(headings))
    assert (used - set(headings), set(headings) - used) == (set(), set())
    assert list(entries()) == headings


def test_every_code_has_an_example_or_a_reason() -> None:
    assert set(EXAMPLES) | set(NOT_RUN) == set(entries())
    assert set(EXAMPLES) & set(NOT_RUN) == set()


class WithoutLibrary(MetaPathFinder):
    """Makes the import of one library fail, as if it were not installed."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        if name == self.name:
            raise ModuleNotFoundError(f"No module named '{name}'")
        return None


def write_file(path: Path, content: str | bytes | dict[str, Any] | None) -> None:
    """Write what an example has for ``path``: text, bytes, a repeated line, or a size in zeros."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, dict) and "size" in content:
        path.touch()
        os.truncate(path, content["size"])
    elif isinstance(content, dict):
        path.write_text(content["text"] + content["repeat"] * content["times"], "utf-8")
    elif content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def message_of(code: str, printed: str) -> str:
    """The first problem with ``code`` in ``printed``, with its excerpt and hint."""
    found: list[str] = []
    for line in printed.splitlines():
        if found and re.match(r"\s|\d+ \|", line):
            found.append(line)
        elif found:
            break
        elif re.search(rf"(^|: |warning ){code} ", line):
            found.append(line)
    return "".join(f"{line.rstrip()}\n" for line in found)


def printed_of_letter(text: str, values: dict[str, str]) -> str:
    """What is reported about a letter with ``values``."""
    filled = {name: Value(value) for name, value in values.items()}
    with pytest.raises(InputError) as caught:
        paragraphs(parse("letters/academic.md", text).fill(filled))
    return str(caught.value)


@pytest.mark.sweep("cvgen", "docs/errors.md", kinds=(), keep=32)
@pytest.mark.parametrize("code", EXAMPLES)
def test_the_example_of_a_code_is_what_cvgen_prints(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    example = EXAMPLES[code]
    files = dict(example) if isinstance(example, dict) else {"cv_data/ada.yaml": example}
    words = files.pop("run", "check").split()
    for name, value in files.pop("env", {}).items():
        monkeypatch.setenv(name, value)
    if library := files.pop("without", None):
        monkeypatch.delitem(sys.modules, library, raising=False)
        monkeypatch.setattr(sys, "meta_path", [WithoutLibrary(library), *sys.meta_path])
    letter, values = files.pop("letter", None), files.pop("values", {})
    project = tmp_path / "my-cv"
    for name, content in {"cv_data/ada.yaml": "name: Ada Example\n", **files}.items():
        write_file(project / name, content)
    monkeypatch.chdir(project)
    printed = printed_of_letter(letter, values) if letter else run(*words).err
    message = message_of(code, printed)
    if request.config.getoption("--accept"):
        page, match = PAGE.read_text("utf-8"), entries()[code]
        start, end = match.span("message")
        PAGE.write_text(page[:start] + message + page[end:], "utf-8")
    assert message
    assert message == entries()[code]["message"]
