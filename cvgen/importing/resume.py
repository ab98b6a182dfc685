"""The tables that JSON Resume and the formats made after it share.

The first name of a key is that of the newest schema; others are of older ones and of files in use.
"""

from __future__ import annotations

from collections.abc import Iterable

from cvgen.importing.clean import one_line
from cvgen.importing.imported import Imported, Out, Value, compact, joined, with_remark
from cvgen.importing.links import as_email, as_url, link
from cvgen.importing.other_sections import add_other
from cvgen.importing.tables import Table, add_note, entry_of, finished, with_doi
from cvgen.importing.view import View, is_empty, views_of
from cvgen.patterns import pattern
from cvgen.source.tree import Listing, Mapping, Node, Scalar

_DATES = {"start": ("startDate", "start", "from"), "end": ("endDate", "end", "to"),
          "date": ("date", "releaseDate", "year", "period", "dates")}  # fmt: skip
_TEXTS = {"url": ("url", "website", "link", "href"),
          "summary": ("summary", "description", "overview"),
          "highlights": ("highlights", "achievements", "responsibilities", "bullets")}  # fmt: skip
_WORK = {
    "role": ("position", "title", "role", "jobTitle"),
    "organization": ("name", "company", "organization", "employer"),
    "unit": ("department", "team"),
    "employment": ("employmentType", "workType", "employment_type"),
    "location": ("location", "place", "city"),
    **_DATES,
    "technologies": ("keywords", "technologies", "skills", "stack", "tech"),
    "url": _TEXTS["url"],
    "summary": ("summary", "overview"),
    "highlights": _TEXTS["highlights"],
    "note": ("description", "note"),
}
TABLES: dict[str, Table] = {
    "work": Table("experience", _WORK),
    "volunteer": Table(
        "volunteering", {**_WORK, "organization": ("organization", "name", "company")}
    ),
    "education": Table("education", {
        "degree": ("studyType", "degree", "title"),
        "area": ("area", "major", "field", "program"),
        "institution": ("institution", "school", "university", "name"),
        "unit": ("department", "faculty"),
        "location": ("location", "place", "city"),
        **_DATES,
        "advisors": ("advisor", "supervisor"),
        "thesis.title": ("thesis",),
        "grade.value": ("score", "gpa", "grade"),
        "distinction": ("honors", "honours", "distinction"),
        "courses": ("courses", "coursework", "keywords"),
        **_TEXTS,
        "note": ("note",),
    }),
    "awards": Table("awards", {
        "title": ("title", "name", "award"),
        "awarder": ("awarder", "issuer", "organization", "institution"),
        "location": ("location",),
        **_DATES,
        **_TEXTS,
        "note": ("note",),
    }),
    "certificates": Table("certifications", {
        "name": ("name", "title"),
        "issuer": ("issuer", "authority", "organization", "institution"),
        "id": ("id", "credentialId", "number", "licenseNumber"),
        "location": ("location",),
        **_DATES,
        "expires": ("expires", "expirationDate", "validUntil"),
        **_TEXTS,
        "url": (*_TEXTS["url"], "credentialUrl", "verificationUrl"),
        "note": ("note",),
    }),
    "publications": Table("publications", {
        "title": ("name", "title"),
        "authors": ("authors", "author"),
        "venue": ("publisher", "journal", "venue", "conference"),
        "location": ("location",),
        **_DATES,
        "doi": ("doi",),
        "status": ("status",),
        **_TEXTS,
        "note": ("note", "type"),
    }),
    "projects": Table("projects", {
        "name": ("name", "title"),
        "organization": ("entity", "organization", "company", "client"),
        "role": ("roles", "role", "position"),
        "location": ("location",),
        **_DATES,
        "technologies": ("keywords", "technologies", "languages", "libraries", "skills", "tech"),
        "url": (*_TEXTS["url"], "githubUrl", "github", "repository"),
        "summary": ("description", "summary"),
        "highlights": _TEXTS["highlights"],
        "tags": ("type",),
        "note": ("note",),
    }),
    "references": Table("references", {
        "name": ("name",),
        "role": ("position", "role", "title"),
        "organization": ("company", "organization", "institution"),
        "relation": ("relation", "relationship"),
        "email": ("email",),
        "phone": ("phone", "contact"),
        "url": _TEXTS["url"],
        "summary": ("reference", "summary", "text"),
        "note": ("note",),
    }),
}  # fmt: skip
LISTS = {"skills": "skills", "languages": "languages", "interests": "interests"}
"""Their sections of short items, and ours."""
_REMARK = pattern(r"[^\W\d]+:\s[^\d]+")
"""What some write as a score: `Thesis: On Looms`."""
_AGAIN = pattern(r" \(line \d+\)'*$")
"""What the key of a section gets that a file has twice."""
OTHER_NAMES = {
    "certifications": "certificates", "certification": "certificates", "experience": "work",
    "volunteering": "volunteer", "hobbies": "interests", "publication": "publications",
    "award": "awards", "honors": "awards", "reference": "references", "employment": "work",
}  # fmt: skip
"""Names that files in use have for sections of the schema."""


def add_section_of(imported: Imported, key: str, node: Node) -> None:
    """Add the section ``key`` of a file, by its table or by what its keys mean."""
    key = _AGAIN.sub("", key)
    name = OTHER_NAMES.get(key.casefold(), key)
    if is_empty(node):
        return
    if name in TABLES:
        add_entries(imported, name, node)
    elif name == "languages":
        add_languages(imported, node)
    elif name in LISTS:
        add_skills(imported, LISTS[name], node)
    else:
        add_other(imported, key, node)


def add_entries(imported: Imported, name: str, node: Node, markdown: bool = True) -> None:
    """Add the entries of the list ``node``, the section ``name`` of a file."""
    table = TABLES[name]
    section = imported.section(table.section)
    for item in node.items if isinstance(node, Listing) else [node]:
        entry: Out | None
        if isinstance(item, Scalar):
            value = View(None, markdown).value_of(item)
            entry = finished(table.section, compact({"summary": value}))
        else:
            entry = entry_of(View(item, markdown), table)
        if entry:
            section.entries.append(_corrected(name, entry))


def _corrected(name: str, entry: dict[str, Out]) -> dict[str, Out]:
    """``entry`` with a DOI for its address, and without a grade that says something else."""
    grade = entry.get("grade")
    if isinstance(grade, Value) and _REMARK.fullmatch(grade.text):
        return add_note({key: out for key, out in entry.items() if key != "grade"}, grade)
    return with_doi(entry) if name == "publications" else entry


def add_skills(imported: Imported, key: str, node: Node) -> None:
    """Add groups of skills or interests; skills without items stand together, in their order."""
    section = imported.section(key)
    holder = View(node)
    for item in node.items if isinstance(node, Listing) else [node]:
        view = View(item)
        group = view.line("name", "title", "group", "category")
        level = view.line("level", "fluency")
        items = view.items("keywords", "items", "skills", "list")
        if isinstance(item, Scalar):
            group = holder.value_of(item)
        years = _years(view)
        summary = view.text("summary", "description")
        group = with_remark(group, joined([level, years]))
        if items:
            entry: dict[str, Out | None] = {"group": group, "items": list(items)}
            section.entries.append(compact({**entry, "summary": summary}))
        elif group is not None and summary is not None:
            section.entries.append({"group": group, "summary": summary})
        elif group is not None:
            _add_single(section.entries, group)


def _add_single(entries: list[Out], value: Value) -> None:
    last = entries[-1] if entries else None
    items = last.get("items") if isinstance(last, dict) and "group" not in last else None
    value = value.map(one_line)
    if isinstance(items, list):
        items.append(value)
    else:
        entries.append({"items": [value]})


def _years(view: View) -> Value | None:
    """How long the person has had a skill; a number alone counts years."""
    found = view.line("yearsOfExperience", "years", "experience")
    return found.map(lambda text: f"{text} years" if text.isdigit() else text) if found else None


def add_languages(imported: Imported, node: Node) -> None:
    """Add languages with their levels."""
    section = imported.section("languages")
    for item in node.items if isinstance(node, Listing) else [node]:
        view = View(item)
        if isinstance(item, Scalar):
            language = view.value_of(item)
            entry = compact({"language": language})
        else:
            entry = language_of(view, "language", "fluency")
        if entry:
            section.entries.append(entry)


def language_of(view: View, name: str, level: str) -> dict[str, Out]:
    """The language at the key ``name``, with its level."""
    language = view.line(name, "name", "language")
    found = view.line(level, "fluency", "level", "proficiency")
    summary = joined([view.text("summary", "description"), *view.items("keywords")])
    found = with_remark(found, _years(view))
    entry = compact({"language": language or found, "level": found if language else None})
    return finished("languages", entry, summary)


def add_person(imported: Imported, view: View) -> None:
    """Add what ``view`` says about the person."""
    person = imported.person
    name = view.line("name", "fullName") or joined(
        [view.line("firstName", "givenName"), view.line("lastName", "familyName")], " "
    )
    found: dict[str, Out | None] = {
        "name": name,
        "headline": view.line("label", "headline", "title", "position"),
        "email": _emails(view),
        "phone": one_or_more(view.items("phone", "mobile", "telephone")),
        "born": view.line("birthDate", "dateOfBirth", "birth", "birthday"),
        "nationality": view.line("nationality", "citizenship"),
        "summary": view.text("summary", "about", "objective"),
    }
    person.update(compact(found))
    image = view.find("image", "picture", "photo")
    imported.leave(image, "a photo is a file beside the CV: save it there and add `photo:`")


def _emails(view: View) -> Out | None:
    return one_or_more([one for one in map(as_email, view.items("email")) if one])


def one_or_more(values: list[Value]) -> Out | None:
    """The only one of ``values``, or all of them; None without any."""
    return values[0] if len(values) == 1 else list(values) or None


def add_links(imported: Imported, view: View, profiles: Iterable[View]) -> None:
    """Add the web page of the person, and ``profiles``."""
    found: list[Out | None] = [as_url(view.line("url", "website", "homepage"))]
    for one in profiles:
        network, username = one.line("network", "name", "label"), one.line("username", "user")
        found.append(link(network, username, one.line("url", "website", "link")))
    links = [one for one in found if one]
    if links:
        old = imported.person.get("links")
        imported.person["links"] = [*(old if isinstance(old, list) else []), *links]


def profiles_of(node: Node) -> list[View]:
    """The profiles of a list, or of a mapping ``{network: username}``."""
    if not isinstance(node, Mapping) or {"network", "username", "url"} & set(node.items):
        return views_of(node)
    return [
        View(
            Mapping(
                {"network": Scalar(key, node.keys[key], plain=False), "username": name}, node.span
            )
        )
        for key, name in node.items.items()
    ]


def add_location(imported: Imported, view: View, text: Value | None = None) -> None:
    """Add the place and the address of the person."""
    city, region = view.line("city"), view.line("region", "state")
    country = view.line("country", "countryCode")
    street, code = view.text("address", "street"), view.line("postalCode", "zip", "postcode")
    place = text or joined([city, region, country])
    if place:
        imported.person["location"] = place.map(one_line)
    if street is None and code is None:
        return
    said = street.text.casefold() if street else ""
    town = [
        one for one in (code, city if code else None) if one and one.text.casefold() not in said
    ]
    made = joined([street, joined(town, " ")], "\n") or Value("")
    known = [one for one in (code, city if code else None) if one and one not in town]
    sources = tuple(source for one in known for source in one.sources)
    imported.person["addresses"] = [Value(made.text, (*made.sources, *sources))]
