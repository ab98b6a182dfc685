"""Turns a publication into a reference: authors, venue, links."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from cvgen.document import Reference
from cvgen.markup.inline import Inline, Run, join_inline, literal
from cvgen.model.text import Text
from cvgen.patterns import pattern
from cvgen.sections.base import Context, bullets, in_line, inline, link, prose, short_url
from cvgen.sections.publications.authors import Author, open_end
from cvgen.sections.publications.publication import Publication, Venue
from cvgen.typography.edits import NO_BREAK

_FEW = 2
_LONG_URL = 44
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_DOI_URL = pattern(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S+)", re.IGNORECASE)
_ARXIV_URL = pattern(
    r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf|html)/([\w.-]+(?:/\d{7})?(?:v\d+)?)/?", re.IGNORECASE
)
_ARXIV_DOI = "10.48550/arxiv."
_WORDS = {
    "volume": r"vol(?:ume)?s?|band|bde?|tome|tomo|tom|ročník|roč|cilt|том|v|t|т",
    "issue": r"no|nos|nr|nro|issue|iss|heft|h|numéro|número|numero|number|num|núm|n|č|sayı|№|#",
    "pages": r"pp?|pgs?|pages?|seiten?|ss?|strony?|str|págs?|páginas?|pagin[ae]|pag|blz|σσ?|стр|с",
}
_LABELS = {
    key: pattern(
        rf"(?:{words})(?:\s?[.:]\s?[º°]?\s?|\s?[º°]\s?|\s|(?<=[^\W\d_]{{2}})|(?<=[№#]))"
        r"(?=[A-Za-z]{0,2}\d|[ivxlcIVXLC]+\b)",
        re.IGNORECASE,
    )
    for key, words in _WORDS.items()
}
_ENDS = pattern(r"(?:[\s,;:]|(?<=[\dIVXLC])\.|(?<=\d[A-Za-z])\.)+$")
_DASH = pattern(r"(?<=\d)\s?[\u2010-\u2015\u2212]\s?(?=[A-Za-z]?\d)")
_HYPHEN = pattern(r"(?<=\d)(?:-{1,2}|\s-\s)(?=[A-Za-z]?\d)")
_ARTICLE_WORD = pattern(r"(?:art(?:\.|[^\W\d_]+)?|paper|id|no|nr)(?![^\W\d_]).*\d", re.IGNORECASE)
_ARTICLE = pattern(r"(?:[eE]\d+|[a-z]{3,6}\d{4,}|[A-Za-z]?\d{5,}[A-Za-z]?)(?:\s*\([^()]*\))?")


def reference(entry: Publication, context: Context, number: str = "") -> Reference:
    """The block of one publication; ``number`` is the label before it."""
    style = context.publications
    notes = [
        inline(entry.status, role="status"),
        inline(entry.rank, role="rank") if style.ranks else (),
        inline(entry.award, role="award"),
        in_line(entry.summary, context),
        prose(entry.note),
    ]
    return Reference(
        title=inline(entry.title),
        authors=author_line(entry.authors, context, style.authors),
        venue=_venue_line(entry, context),
        notes=tuple(part for part in notes if part),
        links=links_of(entry) if style.links else (),
        when=context.locale.when(entry.when),
        bullets=bullets(entry.highlights),
        number=number,
        authors_first=style.order == "authors-first",
    )


def author_line(authors: Iterable[Author], context: Context, most: int = 0) -> Inline:
    """Names, the own one with the role ``self``; if ``most`` (not 0) cuts it, with its position."""
    named = tuple(authors)
    more = open_end(named[-1].name) if len(named) > 1 else ""  # "et al." as it was typed
    named = named[:-1] if more else named
    shown, own = _cut(named, context, most)
    names = [_name(author, context) for author in named[:shown]]
    if own is None:
        line = context.marks.join(names, "list")
        rest = len(named) - shown
    else:
        between = literal(_ELLIPSIS) if own > shown else ()
        line = context.marks.join([*names, between, _name(named[own], context)], "list")
        rest = len(named) - own - 1
    if shown == len(named):
        return join_inline([line, literal(_together(_in_words_of(context, more)))], " ")
    if rest or more:
        line = join_inline([line, literal(_together(context.locale.word("et_al")))], " ")
    total = f"{len(named)}+" if more else str(len(named))
    remark = context.locale.word("author_total", count=len(named), n=total)
    if own is not None:
        remark = context.locale.word("author_place", n=own + 1, total=total)
    return context.marks.remarked(line, literal(_together(remark)))


def _in_words_of(context: Context, more: str) -> str:
    """The typed ``and others`` or ``et al`` in the document's language; as typed in English."""
    is_typed_well = context.locale.tag.startswith("en") or any(map(str.isdecimal, more))
    return more if is_typed_well or not more else context.locale.word("et_al")


def _together(words: str) -> str:
    return words.replace(" ", NO_BREAK)


def _cut(authors: tuple[Author, ...], context: Context, most: int) -> tuple[int, int | None]:
    """The number of names to show, and the position of the own name after them, if any.

    Fewer than three names are never left out.
    """
    if not most or len(authors) <= most + _FEW:
        return len(authors), None
    own = [at for at, author in enumerate(authors) if context.is_own(author.name)]
    if not own or own[0] < most:
        return most, None
    first = max(1, most - 1)
    return (len(authors), None) if len(authors) - first - 1 <= _FEW else (first, own[0])


def _name(author: Author, context: Context) -> Inline:
    star = "*" if author.equal else ""
    role = "self" if context.is_own(author.name) else None
    return literal(author.name + star, role=role, href=author.url)


def _venue_line(entry: Publication, context: Context) -> Inline:
    """``SIGMOD · Full name, series, place, vol. 3, pp. 1–9, publisher``."""
    word = context.locale.word
    venue = entry.venue or Venue()
    acronym, name = inline(venue.acronym, role="acronym"), inline(venue.name, role="venue")
    editors = author_line(entry.editors, context, context.publications.authors)
    rest = [
        name,
        inline(entry.genre),
        inline(entry.institution),
        _phrase(word("editors", names="\0"), editors),
        inline(entry.series),
        inline(entry.location),
        *_numbers(entry, context),
        inline(entry.publisher),
    ]
    return join_inline([acronym, context.marks.join(rest)], f"{NO_BREAK}· ")


def _numbers(entry: Publication, context: Context) -> tuple[Inline, ...]:
    """Volume, issue and pages, each with its label; an article number has none."""
    word = context.locale.word
    volume, issue, pages = (
        bare_number(getattr(entry, key), key) for key in ("volume", "issue", "pages")
    )
    key = "pages" if any(mark in pages for mark in "-–,") else "page"
    is_number = entry.pages is not None and is_article_number(entry.pages.text)
    return (
        _phrase(word("volume", volume="\0"), inline(volume)),
        _phrase(word("issue", issue="\0"), inline(issue)),
        inline(pages) if is_number else _phrase(word(key, pages="\0"), inline(pages)),
    )


def bare_number(text: Text | None, key: str) -> str:
    """The ``volume``, ``issue`` or ``pages`` (``key``) without a label; empty without any."""
    return _without_label(text.text, key) if text else ""


def _without_label(text: str, key: str) -> str:
    """``text`` without the label for ``key``, with en dashes: ``12–20`` of ``pp. 12-20``."""
    match = _LABELS[key].match(text)
    bare = _DASH.sub("\N{EN DASH}", _ENDS.sub("", text[match.end() :] if match else text))
    return _HYPHEN.sub("\N{EN DASH}", bare) if key == "pages" else bare


def is_article_number(pages: str) -> bool:
    """True if ``pages`` is the number of an article: ``e12345``, ``Article 7``, ``107234``."""
    bare = _without_label(pages, "pages")
    if _ARTICLE_WORD.match(bare):
        return True
    is_labelled = _LABELS["pages"].match(pages) is not None
    return _ARTICLE.fullmatch(bare) is not None and not (is_labelled and bare.isdigit())


def _phrase(pattern: str, value: Inline) -> Inline:
    """``value`` in a phrase such as ``vol. …``."""
    if not value:
        return ()
    before, _, after = pattern.partition("\0")
    return tuple(run for run in (Run(before), *value, Run(after)) if run.text)


def links_of(entry: Publication) -> tuple[Inline, ...]:
    """DOI, arXiv and any other address, each target once, in its usual short form."""
    doi, arxiv, url = entry.doi, entry.arxiv, entry.url
    found = _DOI_URL.fullmatch(url.rstrip(".,;")) if url else None
    if found and _same(doi or found[1], found[1]):
        doi, url = doi or found[1], None
    elif url and (found := _ARXIV_URL.fullmatch(url)):
        number = found[1].removesuffix(".pdf")
        if _same(_version_less(arxiv or number), _version_less(number)):
            arxiv, url = arxiv or number, None
    elif url and doi and url.lower().rstrip("/").endswith(f"/{doi.lower()}"):
        url = None  # the publisher's page, which the DOI leads to
    if doi and arxiv and _same(doi, f"{_ARXIV_DOI}{_version_less(arxiv)}"):
        doi = None
    links = [
        link(f"https://doi.org/{quote(doi, safe='/:;()._,-+=@&$!*')}", f"doi:{doi}") if doi else (),
        link(f"https://arxiv.org/abs/{arxiv}", f"arXiv:{arxiv}") if arxiv else (),
        link(url, _short(url)) if url else (),
    ]
    return tuple(part for part in links if part)


def _same(one: str, other: str) -> bool:
    return one.lower() == other.lower()


def _version_less(arxiv: str) -> str:
    return re.sub(r"v\d+$", "", arxiv)


def _short(url: str) -> str:
    """The printed form of ``url``: only the host of one that is too long to type."""
    text = short_url(url)
    return text if len(text) <= _LONG_URL else f"{text.partition('/')[0]}/{_ELLIPSIS}"
