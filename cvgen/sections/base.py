"""The base of section types: the class they register, and functions that turn texts into blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from cvgen.document import Block, Bullets, EntryBlock, Pairs, Paragraph, Punctuation
from cvgen.locales import Locale
from cvgen.markup.inline import Inline, join_inline, literal, parse_inline, plain_text
from cvgen.markup.passages import Listed, TextBlock, flowing, parts_of
from cvgen.model.bullets import BulletChoice
from cvgen.model.entry import Entry, Section
from cvgen.model.fields import Meaning, fields_with
from cvgen.model.marks import StrictModel
from cvgen.model.names import is_own_name
from cvgen.model.text import Text

E = TypeVar("E", bound=Entry)
Lowering = Callable[["Section", "Context"], Iterable[Block]]
"""Turns a section into blocks."""


@dataclass(frozen=True)
class PublicationStyle:
    """How publications are written; at most so many ``authors`` are named, 0 for all.

    ``order`` is title-first, authors-first, or the name of a house style.

    ``group`` is what they stand under (auto: their type in a long list of several types), and
    ``types`` come first there. ``numbers`` run down from the highest or up from 1.
    """

    order: str = "title-first"
    group: Literal["auto", "type", "year", "none"] = "auto"
    types: tuple[str, ...] = ()
    numbers: Literal["none", "down", "up"] = "none"
    authors: int = 25
    ranks: bool = True
    links: bool = True


@dataclass(frozen=True)
class Context:
    """What lowering needs besides the section: the language and the person's own names.

    ``group_roles`` shows consecutive positions at one organization under its name.
    """

    locale: Locale
    own_names: frozenset[str] = frozenset()
    publications: PublicationStyle = PublicationStyle()
    group_roles: bool = True

    @property
    def marks(self) -> Punctuation:
        """The separators of the language, for the parts of a line."""
        return self.locale.punctuation

    def is_own(self, name: str) -> bool:
        """True if ``name`` is the person's, perhaps with initials, without accents or dots."""
        return is_own_name(name, self.own_names)


@dataclass(frozen=True)
class PersonFact:
    """A ``property`` of a schema.org Person: the texts in ``field``, or things of that ``type``.

    Only entries of that ``time`` count.
    """

    property: str
    field: str
    type: str = ""
    time: Literal["any", "present", "past"] = "any"


def title_of(item: StrictModel, _locale: Locale | None = None) -> Inline:
    """The title of ``item``, else its role."""
    return first_of(item, Meaning.TITLE) or first_of(item, Meaning.ROLE)


def first_of(item: StrictModel, meaning: Meaning) -> Inline:
    """The first text of ``item`` in a field that declares ``meaning``."""
    values = (getattr(item, name) for name in fields_with(type(item), meaning))
    return next((inline(value) for value in values if isinstance(value, Text)), ())


@dataclass(frozen=True)
class SectionType:
    """A section type: the model of its entries and how a section of it becomes blocks.

    ``labels`` names two fields for which a mapping ``{label: value}`` is short. ``note`` words a
    remark for the section's head. A variant may group entries by year if they are ``dated``, and by
    the field ``kind``. If that takes only certain values, they are ``kinds``. ``groups`` is what
    ``lower`` groups without being asked. ``title`` names an entry, and ``time`` is its kind on a
    timeline. ``person`` is what it says about the person to machines. ``cited`` titles are not
    translated. The fields of an entry declare the rest: see :mod:`cvgen.model.fields`.
    """

    entry: type[Entry]
    lower: Lowering
    labels: tuple[str, str] | None = None
    note: Callable[[Section, Context], str] | None = None
    dated: bool = True
    kind: str = ""
    kinds: tuple[str, ...] = ()
    groups: Literal["nothing", "kind", "all"] = "nothing"
    title: Callable[[Any, Locale], Inline] = title_of
    time: Literal["work", "study", "other"] = "other"
    person: PersonFact | None = None
    cited: bool = False


def each(lower: Callable[[Any, Context], Block]) -> Lowering:
    """A lowering that turns each entry into one block."""
    return lambda section, context: [lower(entry, context) for entry in section.entries]


def table(row: Callable[[Any, Context], tuple[Inline, Inline]]) -> Lowering:
    """A lowering that turns the section into one table with a row per entry."""

    def lower_section(section: Section, context: Context) -> Iterable[Block]:
        rows = tuple(row(entry, context) for entry in section.entries)
        return [Pairs(rows)] if rows else []

    return lower_section


def group_by_text(entries: Iterable[Entry], field: str) -> list[tuple[Inline, list[Any]]]:
    """Entries by their text in ``field``, in order of first occurrence; without a text first."""
    found: dict[str, tuple[Inline, list[Any]]] = {"": ((), [])}
    for entry in entries:
        title = inline(getattr(entry, field))
        key = " ".join(plain_text(title).casefold().split())
        found.setdefault(key, (title, []))[1].append(entry)
    return [group for group in found.values() if group[1]]


def inline(text: Text | str | None, role: str | None = None, **style: bool) -> Inline:
    """``text`` as runs with ``role`` and ``style``, if given."""
    if text is None:
        return ()
    runs = in_language(parse_inline(text if isinstance(text, str) else text.text), text)
    if role is None and not style:
        return runs
    return tuple(replace(run, role=role or run.role, **style) for run in runs)  # type: ignore[arg-type]


def in_language(runs: Inline, text: Text | str) -> Inline:
    """``runs`` of ``text`` with the language that it declares."""
    language = None if isinstance(text, str) else text.choices[0].language
    return tuple(replace(run, lang=language) for run in runs) if language else runs


def texts(values: Iterable[Text], context: Context) -> Inline:
    """Several texts, joined."""
    return context.marks.join(map(prose, values), "list")


def short_url(url: str) -> str:
    """``url`` as people write it: without scheme, ``www.`` and a slash at the end."""
    text = url.split("://", 1)[-1].removeprefix("mailto:").removeprefix("tel:")
    return text.removeprefix("www.").rstrip("/")


def address_lines(address: Text | None) -> Iterator[Inline]:
    """The lines of a postal address, without the commas at their ends."""
    for line in address.text.splitlines() if address else ():
        yield inline(line.strip().rstrip(",،，、"))


def link(url: str | None, text: str | None = None) -> Inline:
    """A link that shows ``text`` or the short form of its address."""
    return literal(text or short_url(url), href=url, role="url") if url else ()


def entry_block(
    entry: Any, context: Context, *lines: Inline, title: Inline | None = None, aside: Inline = ()
) -> EntryBlock:
    """``entry`` as a block: the meanings of its fields place its texts; ``lines`` are details."""
    title = title_of(entry) if title is None else title
    organization = first_of(entry, Meaning.ORGANIZATION)
    place = first_of(entry, Meaning.PLACE)
    details = (*lines, prose(entry.note), link(entry.url))
    highlights = (bullets(entry.highlights),) if entry.highlights else ()
    return EntryBlock(
        title=title or organization,
        organization=organization if title else (),
        unit=first_of(entry, Meaning.UNIT),
        place=() if _names_place(organization, place) else place,
        when=context.locale.when(entry.when),
        details=tuple(line for line in details if line),
        aside=aside,
        body=(*passage(entry.summary), *highlights),
    )


def _names_place(organization: Inline, place: Inline) -> bool:
    """True if the name ends with the place: ``Example College London, London`` says it twice."""
    return plain_text(organization).endswith(f" {plain_text(place)}")


def prose(text: Text | None) -> Inline:
    """``text`` as runs that keep its line breaks."""
    return in_language(parse_inline(flowing(text.text), lines=True), text) if text else ()


def passage(text: Text | None) -> tuple[Paragraph | Bullets, ...]:
    """``text`` as paragraphs and lists."""
    if text is None:
        return ()

    def runs(part: str) -> Inline:
        return in_language(parse_inline(part, lines=True), text)

    return tuple(
        Paragraph(runs(part.text)) if isinstance(part, TextBlock) else _listed(part, runs)
        for part in parts_of(text.text)
    )


def _listed(part: Listed, runs: Callable[[str], Inline]) -> Bullets:
    nothing = Bullets(())
    rows = ((runs(i.text), _listed(i.below, runs) if i.below else nothing) for i in part.items)
    return nested(rows, part.start)


def bullets(texts: Iterable[Text]) -> Bullets:
    """``texts`` as a list, with the bullets below each of them."""
    return nested((prose(text), below_of(text)) for text in texts)


def nested(rows: Iterable[tuple[Inline, Bullets]], start: int | None = None) -> Bullets:
    """A list of items with the list below each, numbered from ``start`` if that is given."""
    items, below = [], []
    for item, inner in rows:
        items.append(item)
        below.append(inner)
    return Bullets(tuple(items), tuple(below) if any(one.items for one in below) else (), start)


def below_of(text: Text) -> Bullets:
    """The bullets below the bullet ``text``."""
    choice = text.choices[0]
    if not isinstance(choice, BulletChoice) or not choice.items:
        return Bullets(())
    return Bullets(tuple(prose(item) for item in choice.items), (), choice.numbered)


def in_line(text: Text | None, context: Context) -> Inline:
    """A passage, or a bullet with its own bullets, on one line, for rows of tables."""
    if text is None:
        return ()
    line: Inline = ()
    for part in parts_of(text.text):
        if isinstance(part, TextBlock):
            line = join_inline([line, in_language(parse_inline(part.text), text)], " ")
        else:
            items = [in_language(parse_inline(item), text) for item in part.texts()]
            line = _with_list(line, items, context)
    return _with_list(line, below_of(text).items, context)


def _with_list(lead: Inline, items: Iterable[Inline], context: Context) -> Inline:
    """``lead: item; item``."""
    listed = context.marks.join(items, "semicolon")
    if not listed or not lead:
        return lead or listed
    line = plain_text(lead)
    colon = " " if line.endswith((":", "：")) else context.marks.beside(line).colon
    return join_inline([lead, listed], colon)


def remarks(entry: Entry, context: Context, *, dated: bool = True) -> Inline:
    """The remaining fields of an entry that is a row of a table, on one line."""
    when = context.locale.when(entry.when) if dated else None
    parts = [
        literal(when.text) if when else (),
        inline(entry.location),
        in_line(entry.summary, context),
        *(in_line(text, context) for text in entry.highlights),
        prose(entry.note),
        link(entry.url),
    ]
    return context.marks.join(parts, "semicolon")


def by_year(entries: Iterable[E], context: Context) -> Iterator[tuple[str, list[E]]]:
    """Each year as written, and its entries: the newest first, those without a date last."""
    found: dict[int, list[E]] = {}
    for entry in entries:
        found.setdefault(entry.lasted.year if entry.lasted else 0, []).append(entry)
    for year in sorted(found, reverse=True):
        yield str(year) if year else context.locale.word("undated"), found[year]
