"""Checks Markdown with other programs: pymarkdown, mdformat and markdownlint."""

from __future__ import annotations

import functools
import shutil
import subprocess
from pathlib import Path

import mdformat
from pymarkdown.api import PyMarkdownApi

LINE_LENGTH = "md013"  # a paragraph is one line
ALSO_IN_LISTS = "md036"  # an item that is one label in bold, which markdownlint lets be


@functools.lru_cache
def _linter() -> PyMarkdownApi:
    linter = PyMarkdownApi()
    for rule in (LINE_LENGTH, ALSO_IN_LISTS):
        linter = linter.disable_rule_by_identifier(rule)
    return linter


def lint(markdown: str) -> list[str]:
    """What pymarkdown has to say, a line for each remark: the rule and the line it is about."""
    lines = markdown.splitlines()
    found = _linter().scan_string(markdown).scan_failures
    return [f"{one.rule_id}: {lines[one.line_number - 1]}" for one in found]


def formatted(markdown: str) -> str:
    """What mdformat, with GitHub's tables and strikethrough, makes of it."""
    return mdformat.text(markdown, extensions={"gfm", "tables"})


def markdownlint() -> str | None:
    """The markdownlint on this machine, if there is one."""
    return shutil.which("markdownlint-cli2")


def markdownlint_says(folder: Path) -> str:
    """What markdownlint with its default rules, but for MD013, says of the files in ``folder``."""
    (folder / ".markdownlint.yaml").write_text("MD013: false\n", "utf-8")
    command = [markdownlint() or "", "**/*.md"]
    made = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=600, check=False
    )
    return "\n".join(line for line in made.stderr.splitlines() if " error " in line)
