"""Words and characters, counted as word processors and web forms count them.

A word is what stands between white space, so ``2024–25`` and a lone dash are one word each. In
Chinese and Japanese, which put no spaces between words, each character counts as a word, with their
punctuation, as in Microsoft Word. Korean words stand between spaces. Thai, Lao, Khmer and Burmese,
which have no spaces either, are counted too low: by the spaces that there are. Numbers of list
items are no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cvgen.document import Block, Bullets, DocumentSection, Group, Paragraph
from cvgen.markup.inline import plain_text
from cvgen.patterns import pattern

_EAST_ASIAN = pattern(
    "[\u2e80-\u2fff\u3001-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f"
    "\uff01-\uff9f\uffe0-\uffe6\U00016fe0-\U00018d8f\U0001b000-\U0001b2ff\U00020000-\U0003ffff]"
)
"""Han, kana and bopomofo with their punctuation; not Hangul."""


def words(parts: Iterable[Block | DocumentSection]) -> int:
    """The words of a letter or a statement, with its headings."""
    return sum(words_of(text) for text in texts_of(parts))


def words_of(text: str) -> int:
    """The words of ``text``."""
    if text.isascii():
        return len(text.split())
    return len(_EAST_ASIAN.sub(" x ", text).split())


def characters(text: str) -> int:
    """The characters of ``text`` as a browser limits them: a line break is one, an emoji two."""
    flat = text.replace("\r\n", "\n")
    return len(flat.encode("utf-16-le", "surrogatepass")) // 2


def texts_of(parts: Iterable[Block | DocumentSection]) -> Iterator[str]:
    """The texts of ``parts``; TypeError for a block that letters do not have."""
    for part in parts:
        if isinstance(part, DocumentSection):
            yield part.title
            yield from texts_of(part.blocks)
        elif isinstance(part, Group):
            yield plain_text(part.title)
            yield from texts_of(part.blocks)
        elif isinstance(part, Paragraph):
            yield plain_text(part.text)
        elif isinstance(part, Bullets):
            yield from map(plain_text, part.items)
            yield from texts_of(part.below)
        else:
            raise TypeError(f"letters have no {part.kind}")
