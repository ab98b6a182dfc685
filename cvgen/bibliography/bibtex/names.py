"""Names in BibTeX: ``Last, Jr, First and {A Company} and others``, and those of biblatex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cvgen.bibliography.draft import Name
from cvgen.bibliography.latex_text import plain_of
from cvgen.patterns import pattern

ET_AL = "et al."
_PART = pattern(r"\s*(family|given|prefix|suffix)(?:-i)?\s*=\s*", re.IGNORECASE)
_OPTION = pattern(r"\s*[\w-]+\s*=\s*(?:true|false|\w+)\s*", re.IGNORECASE)
_STAR = pattern(
    r"(?:\{?\\?\$?\s*\^?\s*(?:\\textsuperscript)?\s*\{?\s*(?:\\ast|\*|∗)\s*\}?\s*\$?\}?)+"
)
_FINAL_STAR = pattern(r"\s*[*∗]+$")
_EASTERN = pattern(r"[\u3400-\u9fff\uac00-\ud7af\u3005]+(?: [\u3400-\u9fff\uac00-\ud7af\u3005]+)*")
"""A name in Chinese, Japanese or Korean characters, but not in those for foreign names."""
_FINAL_AND = pattern(r"\s+and\s*$", re.IGNORECASE)
_SUFFIX = pattern(r"(?:[JS]r|I{1,3}|IV|[A-Z][a-z]*D|M\.?\s?[A-Z])\.?")
_MOST_COMMAS = 2


def people_in(value: str) -> tuple[list[Name], tuple[str, ...]] | None:
    """The names in a value, and the unknown LaTeX in them; None if ``and`` does not divide it."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    value = _FINAL_AND.sub("", value)
    if _is_list(value):
        return None
    found: list[Name] = []
    unknown: list[str] = []
    for one in split_multiple_persons_names(value):
        typed = " ".join(one.split())
        if typed.lower() in ("others", "et al", "et al.", "{others}"):
            found.append(Name(ET_AL))
            continue
        many = typed.count(",") > _MOST_COMMAS and not _PART.match(typed)
        if many and len(list(_at_commas(typed))) - 1 > _MOST_COMMAS:
            return None
        if ";" in typed and ";" in re.sub(r"\{[^{}]*\}|\\.|&\w+;", "", typed):
            return None
        name, strange = _name(typed)
        unknown += strange
        found.append(name)
    return found, tuple(unknown)


def _is_list(value: str) -> bool:
    """True if one "name" is several whole names, with commas or an ampersand between them."""
    if "{" in value or " and " in value.lower():
        return False
    parts = value.split(",")
    has_suffix = len(parts) > 1 and _SUFFIX.fullmatch(parts[1].strip()) is not None
    if len(parts) > _MOST_COMMAS and not has_suffix:
        return all(len(part.split()) > 1 for part in parts)
    parts = re.split(r"\s\\?&\s", value)
    return len(parts) > 1 and all(len(part.split()) > 1 for part in parts)


@lru_cache(maxsize=4096)  # a person's publications have the same authors
def _name(typed: str) -> tuple[Name, tuple[str, ...]]:
    """One name with given names first, and the unknown LaTeX in it."""
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    starred = _STAR.search(typed) is not None and "*" in plain_of(typed)[0].replace("∗", "*")
    typed = _STAR.sub("", typed) if starred else typed
    is_group, family = _is_one_group(typed), ""
    if _PART.match(typed):
        ordered, family = _by_parts(typed)
    elif is_group:
        ordered = typed
    else:
        parts = parse_single_name_into_parts(typed.strip(" ,"), strict=False)
        ordered = " ".join([*parts.first, *parts.von, *parts.last, *parts.jr])
        family = " ".join([*parts.von, *parts.last])
        if _EASTERN.fullmatch(ordered) and "," in typed:
            ordered = "".join([*parts.last, *parts.first])  # family first, without a space
            family = ordered
    text, unknown = plain_of(ordered)
    is_equal = starred or _FINAL_STAR.search(text) is not None
    name, family = (
        _FINAL_STAR.sub("", " ".join(part.split())) for part in (text, plain_of(family)[0])
    )
    return Name(name, is_equal, family, is_group), unknown


def _by_parts(typed: str) -> tuple[str, str]:
    """``family=Example, given=Ada`` as ``Ada Example``, and the surname."""
    parts: dict[str, str] = {}
    for part in _at_commas(typed):
        match = _PART.match(part)
        if match and "-i" not in match.group().lower():
            parts.setdefault(match[1].lower(), part[match.end() :].strip().strip('"'))
        elif match is None and not _OPTION.fullmatch(part) and parts:
            last = next(reversed(parts))
            parts[last] = f"{parts[last]}, {part.strip()}"
    order = ("given", "prefix", "family", "suffix")
    whole, family = (
        " ".join(parts[name] for name in names if parts.get(name)) for names in (order, order[1:3])
    )
    return whole, family


def _at_commas(text: str) -> Iterator[str]:
    """``text`` cut at the commas outside of braces."""
    depth = start = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if sign == "," and depth <= 0:
            yield text[start:at]
            start = at + 1
    yield text[start:]


def _is_one_group(text: str) -> bool:
    """True if one pair of braces is around all of ``text``."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "{") - (sign == "}")
        if depth == 0:
            return at == len(text) - 1
    return False
