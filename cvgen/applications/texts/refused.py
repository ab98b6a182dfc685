"""What Markdown has and a letter or statement cannot contain: message and hint of each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cvgen.patterns import pattern

_HTML = ("a text cannot contain HTML", "write Markdown; put \\ before a < that is meant as such")
_CODE = ("a text cannot contain a block of code", "put short code between ` and `")
REASONS: Mapping[str, tuple[str, str]] = MappingProxyType({
    "blockquote_open": ("a quotation cannot be set apart", "put it in quotation marks"),
    "code_block": (_CODE[0], "remove the spaces before the line, if it is no code"),
    "fence": _CODE,
    "hr": ("a text cannot contain a line across the page", "leave an empty line instead"),
    "html_block": _HTML,
    "html_inline": _HTML,
    "image": ("a text cannot contain a picture", "name its address in a link: [the chart](https://…)"),
    "table": ("a text cannot contain a table", "use a list"),
    "task": ("a list cannot have boxes to tick", "remove the [ ] or [x]"),
    "footnote": ("a text cannot contain footnotes", "put it in parentheses"),
    "strike": ("a text cannot be struck out", "remove the two ~, or put \\ before each"),
    "link": ("this is not a link", "write [text](https://…), without spaces in the address"),
    "stars": ("these asterisks neither open nor close strong text",
              "write **text**, without spaces inside; or put \\ before each *"),
    "underlined": ("a heading cannot be underlined",
                   "write `## Title`, or leave an empty line before the dashes"),
    "heading_in_list": ("a list cannot contain a heading", "end the list before it"),
    "deep": ("this list is too deep", "a list may have one list inside of each item"),
    "numbers": ("the numbers of this list do not go up one by one",
                "number it 1, 2, 3, or start each item with '- '"),
    "empty_item": ("this item has no text", "write its text on the line of its sign"),
    "after_inner": ("an item cannot continue after its inner list",
                    "put it before the list, or into an item of its own"),
    "title": ("a link cannot have a title", "remove the words in quotes after the address"),
    "no_text": ("this link has no text", "write [text](https://…) or <https://…>"),
    "unused": ("nothing uses this definition, so it would not be seen",
               "use it as [text][label], or put \\ before the ["),
    "repeated": ("this label was defined before", "remove one of the two definitions"),
})  # fmt: skip
"""By markdown-it's type of token, or a name for what it takes for text."""

IN_TEXT = (
    ("footnote", pattern(r"\[\^[^\]\s]*\]")),
    ("strike", pattern(r"~~(?=\S)")),
    ("link", pattern(r"\](?:\(|\[)(?=\S)")),
    ("stars", pattern(r"\*{2,}")),
)
"""Marks that CommonMark shows as typed, which nobody wants to send."""
_CELL = r"[ \t]*:?-+:?[ \t]*"
TABLE_ROW = pattern(rf"[ \t]*\|.*\|[ \t]*\Z|[ \t]*\|?{_CELL}(?:\|{_CELL})+\|?[ \t]*\Z")
TASK = pattern(r"\[[ xX]\](?=\s)")
