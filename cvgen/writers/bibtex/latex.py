"""Inline Markdown → LaTeX for BibTeX: signs escaped, letters as they are."""

from __future__ import annotations

import re

from cvgen.markup.inline import Run, parse_inline
from cvgen.patterns import pattern

_SIGN = pattern(r"[\\{}$&%#_~^]|(?<=[^-])--(?=[^-])|``|''")
_SIGNS = {
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    "``": "`{}`", "''": "'{}'", "--": "-{}-",
    "\N{NO-BREAK SPACE}": "~",
}  # fmt: skip
_WORD = pattern(r"[^\W\d_][\w'’&-]*|\S")
_INNER_CAPITAL = pattern(r".+[A-Z\u00c0-\u00de\u0391-\u03a9\u0410-\u042f]")


def latex_of(markdown: str, *, title: bool = False) -> str:
    """``markdown`` as LaTeX. In a ``title``, words such as DNA keep their capitals."""
    return "".join(_run(run, title) for run in parse_inline(markdown))


def escaped(text: str) -> str:
    """``text`` with the signs of LaTeX as text."""
    return _SIGN.sub(lambda match: _SIGNS.get(match.group(), f"\\{match.group()}"), text)


def _run(run: Run, title: bool) -> str:
    text = _protected(run.text) if title else escaped(run.text)
    text = text.replace("\N{NO-BREAK SPACE}", "~").replace("\N{EN DASH}", "--")
    text = text.replace("\N{EM DASH}", "---")
    if run.code:
        text = rf"\texttt{{{text}}}"
    if run.emphasis:
        text = rf"\emph{{{text}}}"
    if run.strong:
        text = rf"\textbf{{{text}}}"
    return rf"\href{{{run.href}}}{{{text}}}" if run.href and run.href != run.text else text


def _protected(text: str) -> str:
    """``text`` with braces around each word that has a capital after its first letter."""

    def word(match: re.Match[str]) -> str:
        plain = escaped(match.group())
        return f"{{{plain}}}" if _INNER_CAPITAL.match(match.group()) else plain

    return _WORD.sub(word, text)
