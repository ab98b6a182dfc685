"""A publication as a reference in a house style."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from cvgen.bibliography.house_styles import HouseStyle, house_style
from cvgen.document import Reference
from cvgen.markup.inline import Inline, literal, plain_text
from cvgen.sections.base import Context, bullets, in_line, inline, link, prose
from cvgen.sections.publications.citation import bare_number, is_article_number, links_of
from cvgen.sections.publications.house.names import editors_in_style, people_in_style
from cvgen.sections.publications.house.template import fill, with_title_first
from cvgen.sections.publications.publication import Publication, Venue

_PLACEHOLDERS = {
    "in": ("within", "name"), "In": ("within", "name"), "volume": ("volume", "volume"),
    "issue": ("issue", "issue"), "pages": ("pages", "pages"), "edited": ("editors", "names"),
    "number": ("number", "number"),
}  # fmt: skip
"""The phrases of a language that templates name, and the placeholder in each."""
_LABELS = {"dataset": "data set", "software": "computer software", "poster": "poster",
           "patent": "patent", "report": "technical report"}  # fmt: skip


def styled_reference(entry: Publication, context: Context, name: str, number: str) -> Reference:
    """The block of one publication in the style ``name``, as one sentence."""
    style, shows_links = house_style(name), context.publications.links
    fields = _fields(entry, context, style)
    used = style.template(entry.likely_type)
    if style.title_first and not fields["authors"]:
        used = with_title_first(used)
    line = fill(used, fields, lambda word, text: _phrase(context, word, text))
    is_said = entry.when is None and "{year}" in used.lower()
    status = () if is_said else inline(entry.status, role="status")
    notes = [
        status if plain_text(status) not in plain_text(line) else (),
        inline(entry.rank, role="rank") if context.publications.ranks else (),
        inline(entry.award, role="award"),
        in_line(entry.summary, context),
        prose(entry.note),
    ]
    return Reference(
        title=(),
        venue=_without_stop(line),
        notes=tuple(part for part in notes if part),
        links=_links(entry, style, used) if shows_links else (),
        bullets=bullets(entry.highlights),
        number=number,
        authors_first=True,
    )


def _fields(entry: Publication, context: Context, style: HouseStyle) -> Mapping[str, Inline]:
    venue = entry.venue or Venue()
    whole = inline(venue.name) or inline(venue.acronym)
    people, publisher = _people(entry, context, style), inline(entry.publisher)
    is_author = style.publisher_once and plain_text(publisher) == plain_text(people["authors"])
    when = context.locale.when(entry.when)
    first = entry.when.first if entry.when else None
    pages = bare_number(entry.pages, "pages")
    is_article = entry.pages is not None and is_article_number(entry.pages.text)
    links = context.publications.links
    return {
        **people,
        "title": inline(entry.title),
        "venue": whole,
        "acronym": inline(venue.acronym) if venue.name else (),
        "series": inline(entry.series),
        "volume": literal(bare_number(entry.volume, "volume")),
        "issue": literal(bare_number(entry.issue, "issue")),
        "pages": literal(pages) if not is_article else (),
        "article": literal(pages) if is_article else (),
        "publisher": () if is_author else publisher,
        "institution": inline(entry.institution),
        "location": inline(entry.location),
        "genre": inline(entry.genre),
        "Genre": _capital(inline(entry.genre)),
        "label": literal(_label(entry, context)),
        "Label": _capital(literal(_label(entry, context))),
        "year": literal(str(first.year)) if first else _undated(entry, context),
        "Year": literal(str(first.year)) if first else _undated(entry, context, _capital),
        "dated": literal(when.text if when else ""),
        "date": literal(when.text) if when else _undated(entry, context),
        "doi": _doi(entry, style) if links and not style.links_last else (),
        "arxiv": _arxiv(entry, style) if links and not style.links_last else (),
    }


def _people(entry: Publication, context: Context, style: HouseStyle) -> dict[str, Inline]:
    """The fields of authors and editors; editors stand in place of authors if there are none."""
    eds = {key: literal(word) if entry.editors else () for key, word in _eds(entry, context)}
    authors = people_in_style(entry.authors, context, style.names)
    editors = editors_in_style(entry.editors, context, style.names)
    if not authors and entry.editors:
        leading = people_in_style(entry.editors, context, style.names)
        authors = fill(style.alone, {**eds, "editors": leading}, lambda _, __: ("", ""))
        editors = ()
    return {"authors": authors, "editors": editors, **eds}


def _eds(entry: Publication, context: Context) -> Iterator[tuple[str, str]]:
    """The word for the editors: `Eds.`, and as in a sentence, `eds.`; other languages have one."""
    word = context.locale.word("editor", count=len(entry.editors))
    yield "eds", word
    yield "ed", word.lower() if context.locale.tag.startswith("en") else word


def _undated(
    entry: Publication, context: Context, made: Callable[[Inline], Inline] = lambda text: text
) -> Inline:
    """The status in place of a year, or that there is none."""
    status = inline(entry.status, role="status")
    return made(status) if status else literal(context.locale.word("no_date"))


def _capital(text: Inline) -> Inline:
    """``text`` as the beginning of a sentence."""
    return tuple(
        replace(run, text=run.text[:1].upper() + run.text[1:]) if at == 0 else run
        for at, run in enumerate(text)
    )


def _label(entry: Publication, context: Context) -> str:
    """The word for what is not a text, such as `data set`, in the language of the CV."""
    word = _LABELS.get(entry.type or "")
    return context.locale.term(word) if word else ""


def _phrase(context: Context, word: str, text: str) -> tuple[str, str]:
    key, placeholder = _PLACEHOLDERS[word]
    if key == "pages" and not any(mark in text for mark in "-–,"):
        key = "page"
    filled: dict[str, Any] = {placeholder: "\0"}
    before, _, after = context.locale.word(key, **filled).partition("\0")
    return (before[:1].lower() + before[1:] if word == "in" else before), after


def _doi(entry: Publication, style: HouseStyle) -> Inline:
    if not entry.doi:
        return ()
    target = f"https://doi.org/{quote(entry.doi, safe='/:;()._,-+=@&$!*')}"
    return link(target, style.doi.format(doi=entry.doi))


def _arxiv(entry: Publication, style: HouseStyle) -> Inline:
    if not entry.arxiv:
        return ()
    return link(f"https://arxiv.org/abs/{entry.arxiv}", style.arxiv.format(arxiv=entry.arxiv))


def _links(entry: Publication, style: HouseStyle, used: str) -> tuple[Inline, ...]:
    """The links that the template does not show: DOI, arXiv and any other address."""
    if style.links_last:
        found = [_doi(entry, style), _arxiv(entry, style)]
        if not any(found) and entry.url:
            found.append(link(entry.url))
        return tuple(part for part in found if part)
    shown = {plain_text(one) for one in (_doi(entry, style), _arxiv(entry, style))}
    rest = entry.model_copy(update={
        "doi": None if "{doi}" in used else entry.doi,
        "arxiv": None if "{arxiv}" in used else entry.arxiv,
        "url": None if entry.doi or entry.arxiv else entry.url,
    })  # fmt: skip
    return tuple(one for one in links_of(rest) if plain_text(one) not in shown)


def _without_stop(line: Inline) -> Inline:
    """``line`` without its last full stop, which writers add after remarks."""
    if not line or not line[-1].text.endswith("."):
        return line
    last = line[-1]
    text = last.text[:-1] if last.href is None and last.text[-2:-1] != "." else last.text
    return (*line[:-1], *literal(text, emphasis=last.emphasis, role=last.role, href=last.href))
