"""RenderCV, 0.x to 2.x (https://docs.rendercv.com): the kind of an entry follows from its keys."""

from __future__ import annotations

from cvgen.building.sections import section_named
from cvgen.importing import Importer
from cvgen.importing.clean import one_line
from cvgen.importing.dates import leave_out_days
from cvgen.importing.imported import Imported, Out, Value, compact, joined, split_at_commas
from cvgen.importing.input_file import InputFile
from cvgen.importing.links import as_email, as_url, link
from cvgen.importing.other_sections import add_section, generic_entry, labelled
from cvgen.importing.resume import language_of, one_or_more
from cvgen.importing.tables import Table, add_note, entry_of, finished, with_doi
from cvgen.importing.view import View, is_empty, views_of
from cvgen.patterns import pattern
from cvgen.source.tree import Listing, Mapping, Node, Scalar
from cvgen.synonyms import plain

_DATES = {"start": ("start_date",), "end": ("end_date",), "date": ("date",)}
_REST = {"summary": ("summary",), "highlights": ("highlights",), "url": ("url",)}
TABLES = {
    "education": Table("education", {
        "degree": ("degree", "study_type"), "area": ("area",), "institution": ("institution",),
        "location": ("location",), **_DATES, "grade.value": ("gpa",), **_REST,
    }),
    "experience": Table("experience", {
        "role": ("position",), "organization": ("company",), "location": ("location",),
        **_DATES, **_REST,
    }),
    "publications": Table("publications", {
        "title": ("title",), "authors": ("authors",), "venue": ("journal",),
        "location": ("location",), **_DATES, "doi": ("doi",), **_REST,
    }),
}  # fmt: skip
_FIRST_KEYS = {"institution": "education", "company": "experience", "authors": "publications"}
_LINES = ("bullet", "number", "reversed_number")
_BY_NAME = ("projects", "awards", "certifications", "talks", "volunteering", "teaching", "funding",
            "patents", "experience", "references")  # fmt: skip
"""Types that entries with a `name` may have, if the title of their section says so."""
_SUMMARY = ("summary", "profile", "about", "aboutme", "objective", "professionalsummary",
            "careersummary", "executivesummary", "careerobjective", "introduction")  # fmt: skip
_OF_DETAILS = ("skills", "languages", "interests", "references")
_OF_PERSON = ("name", "label", "headline", "location", "email", "phone", "website", "photo",
              "social_networks", "custom_connections", "summary", "section_order")  # fmt: skip
_LOOK = "is about the look, which a theme decides"
_STARS = pattern(r"\*{1,3}([^*]+)\*{1,3}")
_DESIGN = ("design", "locale", "settings", "rendercv_settings", "locale_catalog")


def read(file: InputFile) -> Imported:
    """The CV in ``file``."""
    imported = Imported(file.source.root)
    view = View(imported.root)
    cv = view.view("cv")
    _person(imported, cv)
    _language(imported, view.view("locale").line("language"))
    for name in _DESIGN:
        imported.leave(view.find(name), _LOOK)
    sections = cv.find("sections", "sections_input")
    found = list(View(sections).keys)
    own = [(key, node) for key, node in cv.keys if key not in _OF_PERSON]
    found += [(key, node) for key, node in own if isinstance(node, Listing)]
    for key, node in found:
        if key == "custom_sections":  # of RenderCV 0.x
            for one in views_of(node):
                title, entries = one.line("title"), one.find("entries")
                if title and entries:
                    _section(imported, title, entries)
        elif not is_empty(node):
            _section(imported, Value(title_of(key)), node)
    leave_out_days(imported)
    return imported


def title_of(key: str) -> str:
    """The title of the section ``key``: RenderCV shows `selected_honors` as Selected Honors."""
    if " " in key or key != key.casefold():
        return one_line(key.replace("_", " "))
    return " ".join(word[:1].upper() + word[1:] for word in key.split("_") if word) or "More"


def _person(imported: Imported, cv: View) -> None:
    phones = [value.map(lambda text: text.removeprefix("tel:")) for value in cv.items("phone")]
    emails = [one for one in map(as_email, cv.items("email")) if one]
    imported.person.update(compact({
        "name": cv.line("name"),
        "headline": cv.line("headline", "label"),
        "email": one_or_more(emails),
        "phone": one_or_more(phones),
        "location": cv.line("location"),
        "summary": cv.text("summary"),
    }))  # fmt: skip
    imported.leave(cv.find("photo"), "copy the picture beside the CV, and add `photo:`")
    links: list[Out | None] = [as_url(value) for value in cv.items("website")]
    links += [
        link(one.line("network"), one.line("username"), one.line("url"))
        for one in cv.views("social_networks")
    ]
    for one in cv.views("custom_connections"):
        imported.leave(one.find("fontawesome_icon"), _LOOK)
        links.append(link(None, None, one.line("url"), one.line("placeholder")))
    if given := [one for one in links if one]:
        imported.person["links"] = given
    imported.leave(cv.find("section_order"), _LOOK)


def _language(imported: Imported, word: Value | None) -> None:
    from cvgen.locales.tags import tag_of

    tag = tag_of(word.text) if word else None
    if word and tag:
        imported.person["language"] = Value(tag, word.sources)


def _section(imported: Imported, title: Value, node: Node) -> None:
    items = node.items if isinstance(node, Listing) else [node]
    meaning = section_named(title.text)
    if all(isinstance(item, Scalar) for item in items):
        _texts(imported, title, node)
        return
    kinds = [_kind(item, meaning) for item in items]
    kind = kinds[0] if len(set(kinds)) == 1 else "entries"
    if kind == "bullets":
        bullets = [one for item in items for one in View(item).bullets(*_LINES)]
        add_section(imported, title, "bullets", bullets)
    elif kind == "languages":
        add_section(imported, title, kind, [language_of(View(item), "label", "details")
                                            for item in items])  # fmt: skip
    else:
        made = (_entry(imported, kind, item) for item in items)
        add_section(imported, title, kind, [entry for entry in made if entry])


def _kind(item: Node, meaning: str | None) -> str:
    """The type of the section that ``item`` belongs to."""
    keys = View(item).given
    if any(name.replace("_", "") in keys for name in _LINES):
        return "bullets"
    for name, kind in _FIRST_KEYS.items():
        if name in keys:
            return "volunteering" if (kind, meaning) == ("experience", "volunteering") else kind
    if "details" in keys:
        return meaning if meaning in _OF_DETAILS else "pairs"
    return meaning if meaning in _BY_NAME else "entries"


def _entry(imported: Imported, kind: str, item: Node) -> Out | None:
    view = View(item)
    if kind in ("skills", "interests"):
        made = {"group": view.line("label", "name"), "items": split_at_commas(view.line("details"))}
        return _with_rest(compact(made), kind, view, ("label", "name", "details"))
    if kind == "pairs":
        label = view.line("label", "name") or view.line("details")
        made = {"label": label, "value": view.line("details") or label}
        return _with_rest(compact(made), kind, view, ("label", "name", "details"))
    if kind == "references" and view.line("details"):
        made = {"name": view.line("label", "name"), "note": view.line("details")}
        return _with_rest(compact(made), kind, view, ("label", "name", "details"))
    table = TABLES.get("experience" if kind == "volunteering" else kind)
    if table is None:
        return generic_entry(kind, item)
    entry = entry_of(view, table)
    if kind == "publications":
        entry = with_doi(_with_own_name(imported, entry))
    return _with_rest(entry, kind, view, [name for names in table.keys.values() for name in names])


def _with_rest(
    entry: dict[str, Out], kind: str, view: View, known: list[str] | tuple[str, ...]
) -> dict[str, Out]:
    """``entry`` with the keys that RenderCV does not know in its note, as `Key: value`."""
    names = {plain(name) for name in known}
    rest = [key for key, _ in view.keys if plain(key) not in names]
    return finished(kind, add_note(entry, *(labelled(view, key) for key in rest)))


def _with_own_name(imported: Imported, entry: dict[str, Out]) -> dict[str, Out]:
    """``entry`` without stars around the person's name, which becomes one of the aliases."""
    authors = entry.get("authors")
    if not isinstance(authors, list):
        return entry
    made: list[Out] = []
    for author in authors:
        found = _STARS.fullmatch(author.text) if isinstance(author, Value) else None
        if found is None or not isinstance(author, Value):
            made.append(author)
            continue
        name = Value(found[1].strip(), author.sources)
        made.append(name)
        _add_alias(imported, name)
    return {**entry, "authors": made}


def _add_alias(imported: Imported, name: Value) -> None:
    own = imported.person.get("name")
    aliases = imported.person.setdefault("aliases", [])
    if isinstance(aliases, list):
        known = [one.text for one in (own, *aliases) if isinstance(one, Value)]
        if name.text not in known:
            aliases.append(name)


def _texts(imported: Imported, title: Value, node: Node) -> None:
    """Paragraphs: the summary of the person, or a section of texts."""
    holder = View(Mapping({"x": node}, node.span))
    items = node.items if isinstance(node, Listing) else [node]
    texts = [View(Mapping({"x": item}, item.span)).text("x") for item in items]
    paragraphs = [text for text in texts if text]
    if plain(title.text) in _SUMMARY and "summary" not in imported.person:
        if text := joined(paragraphs, "\n\n"):
            imported.person["summary"] = text
    elif len(paragraphs) > 1 and all(len(one.text) < 200 for one in paragraphs):
        add_section(imported, title, "bullets", holder.bullets("x"))
    else:
        add_section(imported, title, "text", list(paragraphs))


def recognizes(file: InputFile) -> bool:
    """True for a file with a mapping `cv`."""
    root = file.root
    return isinstance(root, Mapping) and isinstance(root.items.get("cv"), Mapping)


PART = Importer("RenderCV", recognizes, read)
