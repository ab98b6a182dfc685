"""Single values on the way to JSON Resume and back: each kind is a pair of functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import quote, unquote

from cvgen.dates.parsing import parse_dates, parse_end, parse_start
from cvgen.markup.inline import escape_marks, parse_inline, plain_text
from cvgen.markup.passages import Listed, TextBlock, parts_of
from cvgen.model.text import DOI

Value = Any
_URL_SIGNS = "%;/?:@&=+$,-_.!~*'()#[]"
_DOI_HOST = "https://doi.org/"
DATE_KEYS = ("start", "end", "expected", "date")


def plain(text: Any) -> str:
    """A typed text as it reads; of a bullet with bullets below it, all of them."""
    if isinstance(text, Mapping):
        below = "; ".join(plain(item) for item in text.get("items", ()))
        lead = plain(text.get("text", text.get("name", text.get("value", ""))))
        return " ".join(filter(None, (lead, below)))
    typed = str(text)
    if "\n" not in typed:
        return plain_text(parse_inline(typed))
    return "\n\n".join(map(_part, parts_of(typed)))


def _part(part: TextBlock | Listed) -> str:
    """A paragraph with its line breaks, or a list with a line for each item."""
    if isinstance(part, TextBlock):
        return plain_text(parse_inline(part.text, lines=True))
    rows = (plain_text(parse_inline(text)) for text in part.texts())
    return "\n".join(f"- {row}" for row in rows)


def escaped(text: str) -> str:
    """``text`` as it is typed: with marks escaped that would be read."""
    return text if plain(text) == text else escape_marks(text)


def _plain_list(values: Any) -> list[str]:
    return [plain(one) for one in values]


def _escaped_list(values: Any) -> list[str]:
    return [escaped(one) for one in values]


def _grade(value: Any) -> str:
    if not isinstance(value, Mapping):
        return plain(value)
    parts = (plain(value[key]) for key in ("value", "scale") if key in value)
    return "/".join(parts)


def _score(text: str) -> Any:
    value, slash, scale = text.partition("/")
    whole = {"value": escaped(value), "scale": escaped(scale)}
    return whole if slash and value and scale and "/" not in scale else escaped(text)


def _venue(value: Any) -> str:
    if not isinstance(value, Mapping):
        return plain(value)
    return plain(value.get("name", value.get("acronym", "")))


def _author(value: Any) -> str:
    return str(value["name"]) if isinstance(value, Mapping) else str(value)


def _authors(values: Any) -> list[str]:
    return [_author(one) for one in values]


def ascii_url(value: Any) -> str:
    """An address as the schema wants it: in ASCII."""
    scheme, separator, rest = str(value).partition("://")
    host, slash, path = rest.partition("/")
    if separator and not host.isascii():
        with suppress(UnicodeError):
            host = host.encode("idna").decode()
    return quote(f"{scheme}{separator}{host}{slash}{path}", safe=_URL_SIGNS)


def _doi_url(value: Any) -> str:
    return ascii_url(f"{_DOI_HOST}{value}")


def _doi(url: str) -> Any:
    bare = unquote(url.removeprefix(_DOI_HOST))
    return bare if bare != url and DOI.fullmatch(bare) else None


_Function = Callable[[Any], Any]
KINDS: Mapping[str, tuple[_Function, _Function]] = {
    "text": (plain, escaped),
    "list": (_plain_list, _escaped_list),
    "same": (lambda value: value, lambda value: value),
    "url": (ascii_url, lambda value: value),
    "first": (lambda value: [plain(value)], lambda values: escaped(values[0]) if values else None),
    "grade": (_grade, _score),
    "venue": (_venue, escaped),
    "authors": (_authors, list),
    "names": (lambda values: ", ".join(_authors(values)), lambda _text: None),
    "doi": (_doi_url, _doi),
}
"""Kinds of values: typed → JSON Resume, and JSON Resume → typed (None if that is unknown)."""


def range_of(typed: Mapping[str, Any]) -> dict[str, str]:
    """``startDate`` and ``endDate`` as far as JSON Resume can write them."""
    start, end = typed.get("start"), typed.get("expected", typed.get("end"))
    if "date" in typed:
        found = _single(typed["date"])
        start, end = found if found else (None, None)
    made = {"startDate": _iso(start, parse_start), "endDate": _iso(end, parse_end)}
    return {key: value for key, value in made.items() if value}


def _single(value: Any) -> tuple[str, str] | None:
    """The ends of one date or one range; None for several."""
    ranges = parse_dates(value) if isinstance(value, str) else ()
    if len(ranges) != 1 or ranges[0].start is None:
        return None
    return str(ranges[0].start), str(ranges[0].end or ranges[0].start)


def _iso(text: Any, parse: Callable[[str], Any]) -> str | None:
    if text is None or text == "present":
        return None
    found = parse(str(text))
    return found.iso() if found != "present" else None


def day_of(typed: Mapping[str, Any]) -> str | None:
    """The one date as JSON Resume writes it: the date, or the end or start of a range."""
    if "date" in typed:
        found = _single(typed["date"])
        return _iso(found[1], parse_end) or _iso(found[0], parse_start) if found else None
    for key in ("expected", "end", "start"):
        if found_date := _iso(typed.get(key), parse_end):
            return found_date
    return None


def typed_range(item: Mapping[str, Any]) -> dict[str, str]:
    """The dates of an item with ``startDate`` and ``endDate`` as they are typed."""
    start, end = item.get("startDate"), item.get("endDate")
    if start is None:
        return {"end": str(end)} if end else {}
    return {"start": str(start), "end": str(end or "present")}
