"""Extracts code blocks and tables from Markdown files, so that tests can run the documentation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = sorted(path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))
GUIDES = {
    "cv-in-git.md": ["alex-example/alex-example-public.pdf"],
    "first-cv.md": ["ada/ada-industry-short.pdf", "ada/ada-public.pdf", "gallery.html"],
    "academic-cv.md": ["ada/ada-academic.pdf", "ada/ada-biosketch.pdf", "ada/ada-publications.pdf"],
    "apply-postdoc.md": [
        "applications/ada-postdoc/Example_UA-2026-31.pdf",
        "applications/ada-postdoc/sent.yaml",
    ],
    "apply-industry.md": [
        "applications/harbour/1-cover-letter.html",
        "applications/harbour/form.txt",
    ],
    "own-theme.md": ["alex-example/alex-example-industry-harbour.pdf"],
}
"""The guides, and some of the documents that a reader who follows them ends with."""
FILE = re.compile(r"(?:#|/\*) (?P<path>[\w./-]+\.\w+)(?: \*/)?\n")
"""The first line of a block that is the content of a file: a comment with the path."""
_FENCE = re.compile(r"( *)(`{3,}|~{3,})\s*([\w+-]*)(?: ([\w./-]+))?")
_CODE = re.compile(r"`([^`]+)`")
_COMMENT = re.compile(r"\s+#.*$")


@dataclass(frozen=True)
class CodeBlock:
    """A fenced block: its page, the line it starts in, its language and its text.

    ``path`` stands after the language: readers do not see it, but the text above says it.
    """

    page: Path
    line: int
    language: str
    text: str
    path: str = ""

    @property
    def name(self) -> str:
        """What a test of it is called."""
        return f"{self.page.name}:{self.line}"


def blocks_of(page: Path) -> list[CodeBlock]:
    """The fenced blocks of a Markdown file, in order."""
    found: list[CodeBlock] = []
    indent, fence, language, path, start, lines = "", "", "", "", 0, list[str]()
    for number, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        match = _FENCE.match(line)
        if not fence and match:
            indent, fence, language, path = match.groups(default="")
            start, lines = number, []
        elif fence and line.strip() == fence:
            found.append(CodeBlock(page, start, language, "\n".join(lines) + "\n", path))
            fence = ""
        elif fence:
            lines.append(line.removeprefix(indent))
    return found


def blocks_in(*languages: str) -> list[CodeBlock]:
    """The blocks of these languages on all pages."""
    return [block for page in PAGES for block in blocks_of(page) if block.language in languages]


def commands_of(page: Path) -> list[str]:
    """The lines of a page's shell blocks that run ``cvgen``, change the folder or write, in order.

    In a ``console`` block only the lines after a prompt are commands.
    """
    found = []
    for block in blocks_of(page):
        lines = block.text.splitlines()
        if block.language == "console":
            lines = [line[2:] for line in lines if line.startswith("$ ")]
        elif block.language not in ("sh", "bash", "shell"):
            continue
        plain = (_COMMENT.sub("", line).strip() for line in lines)
        found += [
            line
            for line in plain
            if line.startswith(("cvgen ", "cd ", "printf ")) or "$(cvgen" in line
        ]
    return found


def anchors_of(page: Path) -> set[str]:
    """What links to the headings of a page end with, as GitHub makes them."""
    heads = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def rows_of(page: Path) -> list[list[str]]:
    """The cells of all table rows of a Markdown file, heads and rules left out."""
    lines = page.read_text("utf-8").splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line[:1] == "|"
    ]
    return [row for row in rows if not set("".join(row)) <= set("-|: ")]


def code_in(text: str) -> list[str]:
    """The pieces of ``text`` that stand between backticks."""
    return _CODE.findall(text)
