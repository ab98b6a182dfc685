"""Inline runs as runs of WordprocessingML: styles, languages, directions and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from unicodedata import bidirectional

from cvgen.locales.cldr import with_country
from cvgen.markup.inline import Inline, Run, is_safe_url, plain_text
from cvgen.patterns import pattern
from cvgen.themes.bidi import is_ltr, split_by_direction
from cvgen.writers.docx.elements import Element, link_element, run_properties, text_element, w
from cvgen.writers.docx.fonts import script_of

_STRONG = frozenset({"self", "acronym"})
_EMPHASIS = frozenset({"venue", "status"})
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_RTL_SPAN = pattern(f"[{_RTL}]+(?:[\\s\\d.,:;!?()'\"/-]+[{_RTL}]+)*")
_MARK = "\N{LEFT-TO-RIGHT MARK}"
_HELD = ("L", "EN")
_PARTS = pattern(r"([\n\t])")
_BREAKS = {"\n": "br", "\t": "tab"}


@dataclass(frozen=True)
class Marks:
    """What a run has beside its own marks.

    ``style`` is a style of characters. ``bold`` is None where the style of the paragraph decides.
    """

    style: str = ""
    bold: bool | None = None
    italic: bool = False


PLAIN, BOLD = Marks(), Marks(bold=True)
WHEN, MUTE = Marks("When", bold=False), Marks("Mute", bold=False)


@dataclass(frozen=True)
class RunWriter:
    """Writes runs; ``relate`` gives the id of the relation to an address.

    In a document from right to left (``rtl``), runs that read from left to right are apart.
    Scripts without italics are not ``slanted``.
    """

    relate: Callable[[str], str]
    rtl: bool = False
    slanted: bool = True

    def write(self, inline: Inline, marks: Marks = PLAIN) -> list[Element]:
        """``inline`` as runs and links."""
        made: list[Element] = []
        for href, pieces in groupby(self._pieces(inline), key=lambda piece: piece[1].href):
            alike = groupby(pieces, key=lambda piece: (piece[0], _look(piece[1])))
            runs = [
                self._run(replace(look, text="".join(run.text for _, run in same)), rtl, marks)
                for (rtl, look), same in alike
            ]
            if href is not None and is_safe_url(href):
                runs = [link_element(self.relate(href), *runs)]
            made += runs
        return made

    def tab(self) -> Element:
        """A run with a tab."""
        return w("r", w("tab"))

    def line_break(self) -> Element:
        """A run that ends the line."""
        return w("r", w("br"))

    def _pieces(self, inline: Inline) -> Iterator[tuple[bool, Run]]:
        """The runs in stretches of one direction; True for those from right to left."""
        if self.rtl:
            whole = is_ltr(plain_text(inline))
            for ltr, part in [(True, inline)] if whole else split_by_direction(inline):
                yield from ((not ltr, run) for run in (_held(part) if ltr else part))
            return
        for run in inline:
            at = 0
            for found in _RTL_SPAN.finditer(run.text):
                if found.start() > at:
                    yield False, replace(run, text=run.text[at : found.start()])
                yield True, replace(run, text=found[0])
                at = found.end()
            if at < len(run.text):
                yield False, replace(run, text=run.text[at:])

    def _run(self, run: Run, rtl: bool, marks: Marks) -> Element:
        content = [
            w(_BREAKS[part]) if part in _BREAKS else text_element(part)
            for part in _PARTS.split(run.text)
            if part
        ]
        return w("r", run_properties(self._properties(run, rtl, marks)), *content)

    def _properties(self, run: Run, rtl: bool, marks: Marks) -> Iterable[Element]:
        style = "Hyperlink" if run.href is not None and is_safe_url(run.href) else marks.style
        style = "HTMLCode" if run.code and not run.href and not marks.style else style
        if style:
            yield w("rStyle", val=style)
        strong = run.strong or run.role in _STRONG
        if strong or marks.bold is not None:
            on: dict[str, object] = {} if strong or marks.bold else {"val": 0}
            yield from (w("b", **on), w("bCs", **on))
        if self.slanted and (run.emphasis or run.role in _EMPHASIS or marks.italic):
            yield from (w("i"), w("iCs"))
        if rtl:
            yield w("rtl")
        if run.lang:
            yield w("lang", **_language(run.lang))


def _held(runs: Inline) -> Inline:
    """Text from left to right with invisible marks that hold signs at its ends: ``C++``.

    Word would not need them, other programs go by the letters around the signs.
    """
    first, last = runs[0], runs[-1]
    if bidirectional(last.text[-1]) not in _HELD:
        runs = (*runs[:-1], replace(last, text=f"{last.text}{_MARK}"))
    if bidirectional(first.text[0]) not in _HELD:
        runs = (replace(runs[0], text=f"{_MARK}{runs[0].text}"), *runs[1:])
    return runs


def _look(run: Run) -> Run:
    """``run`` without its text, and without the roles that make no difference."""
    return replace(run, text="", role=run.role if run.role in _STRONG | _EMPHASIS else None)


@lru_cache(maxsize=64)
def _language(tag: str) -> dict[str, str]:
    """The attribute of ``w:lang`` for the script of a language, with language and country."""
    language = with_country(tag).replace("_", "-")
    slot = script_of(language).get("slot", "val")
    return {{"cs": "bidi"}.get(slot, slot): language}
