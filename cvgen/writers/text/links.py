"""Links in plain text: the address follows the words, unless it is among them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from urllib.parse import unquote

from cvgen.markup.inline import Inline
from cvgen.patterns import pattern

START, END = "\ufdd0", "\ufdd1"
"""Around what the text has beside the words of the document; never characters of a text."""
EDGE = START + END
"""Before each line of the document, which may be broken into several."""
ADDED = pattern(f"{START}[^{END}]+{END}")
MARKERS = str.maketrans(dict.fromkeys(START + END))
_SCHEME = pattern(r"^(?:https?://)?(?:www\.)?|^mailto:")
_IDENTIFIED = pattern(r"^https?://(?:dx\.)?(?:doi\.org|arxiv\.org/abs)/(.+)$")


def with_targets(inline: Inline, before: str = " (", after: str = ")") -> str:
    """The text of the runs, with the address of each link that its words do not say."""
    return "".join(_texts(inline, before, after))


def _texts(inline: Inline, before: str, after: str) -> Iterator[str]:
    for href, runs in groupby(inline, key=lambda run: run.href):
        text = "".join(run.text for run in runs).translate(MARKERS)
        yield text
        if href and not _says(text, href):
            yield f"{START}{before}{href.removeprefix('mailto:')}{after}{END}"


def _says(text: str, href: str) -> bool:
    """True if a reader of ``text`` has the address."""
    if href.startswith("tel:"):
        return True
    said, address = text.strip().casefold(), href.casefold()
    found = _IDENTIFIED.match(address)
    if found and found.group(1) in said:
        return True
    return _bare(address) == _bare(said) or (address.startswith("mailto:") and "@" in said)


def _bare(address: str) -> str:
    return unquote(_SCHEME.sub("", address)).rstrip("/")


def is_only_link(inline: Inline) -> bool:
    """True if the runs are one link."""
    return bool(inline) and all(run.href and run.href == inline[0].href for run in inline)
