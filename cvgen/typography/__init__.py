"""The typography of runs of text."""

from __future__ import annotations

from dataclasses import replace

from cvgen.markup.inline import Inline, Run
from cvgen.typography.edits import NARROW, NO_BREAK, STANDS_FOR, Edit, marks, spaces
from cvgen.typography.rules import Typography

_SPACES = str.maketrans({NO_BREAK: " ", NARROW: " ", "\n": " "})


def typeset(runs: Inline, rules: Typography) -> Inline:
    """``runs`` with the typography of ``rules``; styles, roles and addresses stay."""
    if not runs:
        return runs
    typed = "".join([run.text if _is_prose(run) else STANDS_FOR * len(run.text) for run in runs])
    text = typed
    if NO_BREAK in typed or NARROW in typed or "\n" in typed:
        text = typed.translate(_SPACES)
    found = (*marks(text, rules), *spaces(text, typed, rules))
    if "\n" in typed:
        found = tuple(edit for edit in found if "\n" not in typed[edit[0] : edit[1]])
    edits = sorted({edit[0]: edit for edit in found}.values())
    return _edited(runs, edits) if edits else runs


def typeset_text(text: str, rules: Typography) -> str:
    """A plain text with the typography of ``rules``."""
    return "".join(run.text for run in typeset((Run(text),), rules)) if text else text


def typeset_marks(text: str, rules: Typography) -> str:
    """A plain text with the quotes, apostrophes and dashes of ``rules``, and its own spaces."""
    return "".join(run.text for run in _edited((Run(text),), sorted(marks(text, rules))))


def _is_prose(run: Run) -> bool:
    """True if ``run`` is running text, not code, an address or an identifier."""
    if run.href is not None and (" " not in run.text or run.href.startswith("tel:")):
        return False
    return not run.code and run.role != "url"


def _edited(runs: Inline, edits: list[Edit]) -> Inline:
    """The runs after the edits; edits across two runs are skipped."""
    out: list[Run] = []
    begin = number = 0
    for run in runs:
        end, at, parts = begin + len(run.text), 0, []
        while number < len(edits) and edits[number][0] < end:
            start, stop, new = edits[number]
            number += 1
            if stop <= end and start >= begin + at:
                parts += [run.text[at : start - begin], new]
                at = stop - begin
        out.append(replace(run, text="".join([*parts, run.text[at:]])) if parts else run)
        begin = end
    return tuple(out)
