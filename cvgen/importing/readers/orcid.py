"""A record of ORCID as JSON, version 3, or its activities or works (https://info.orcid.org)."""

from __future__ import annotations

from collections.abc import Iterator

from cvgen.importing import Importer
from cvgen.importing.imported import Imported, Out, Value, compact, joined
from cvgen.importing.input_file import InputFile
from cvgen.importing.links import as_email, link
from cvgen.importing.resume import one_or_more
from cvgen.importing.tables import add_dates, finished
from cvgen.importing.view import View, views_of
from cvgen.source.tree import Listing, Mapping, Node
from cvgen.synonyms import plain

_RECORD = "is about the record, not about the person"
_ABOUT_RECORD = frozenset({
    "put-code", "visibility", "path", "source", "created-date", "last-modified-date", "history",
    "display-index", "preferences", "uri", "host", "disambiguated-organization", "primary",
    "verified", "external-id-relationship", "external-id-normalized", "review-group-id",
    "external-id-normalized-error", "external-id-type", "reviewer-role", "review-type",
    "review-url",
})  # fmt: skip
_ACTIVITIES = {
    "employments": "experience", "invited-positions": "experience", "educations": "education",
    "qualifications": "education", "distinctions": "awards", "memberships": "memberships",
    "services": "service",
}  # fmt: skip
"""Their lists of affiliations, and our sections."""
_ORGANIZATION = {"education": "institution", "awards": "awarder"}
_ROLE = {"education": "degree", "awards": "title", "service": "kind"}
_KINDS = {
    "journal-article": "journal", "conference-paper": "conference", "book": "book",
    "book-chapter": "chapter", "dissertation": "thesis", "dissertation-thesis": "thesis",
    "report": "report", "data-set": "dataset", "software": "software", "preprint": "preprint",
    "working-paper": "preprint", "conference-poster": "poster", "edited-book": "book",
}  # fmt: skip
"""Their types of works, and ours; all others are `other`."""


def read(file: InputFile) -> Imported:
    """The CV in ``file``."""
    imported = Imported(file.source.root)
    root = View(imported.root, markdown=False)
    _leave_record(imported, imported.root)
    _person(imported, root)
    activities = _activities(root)
    for name, section in _ACTIVITIES.items():
        for view in _summaries(activities.view(name)):
            imported.section(section).entries.append(_affiliation(view, section))
    _fundings(imported, activities)
    _works(imported, activities)
    _reviews(imported, activities)
    return imported


def _activities(root: View) -> View:
    """The activities of a record, which may be a file of their own; works may be alone in one."""
    if root.find("activities-summary"):
        return root.view("activities-summary")
    if root.find("group", "bulk") and isinstance(root.node, Mapping):
        return View(Mapping({"works": root.node}, root.node.span), markdown=False)
    return root


def _leave_record(imported: Imported, node: Node) -> None:
    if isinstance(node, Mapping):
        for key, inner in node.items.items():
            if key in _ABOUT_RECORD:
                imported.leave(inner, _RECORD)
            else:
                _leave_record(imported, inner)
    elif isinstance(node, Listing):
        for inner in node.items:
            _leave_record(imported, inner)


def _value(view: View, name: str) -> Value | None:
    """The text at ``name``, which may be in a mapping with the key `value` or `content`."""
    inner = view.view(name)
    return inner.line("value", "content") if inner.node else view.line(name)


def _person(imported: Imported, root: View) -> None:
    person = root.view("person")
    name = person.view("name")
    full = joined([_value(name, "given-names"), _value(name, "family-name")], " ")
    credit = _value(name, "credit-name")
    others = [_value(view, "content") for view in person.view("other-names").views("other-name")]
    emails = [as_email(one.line("email")) for one in person.view("emails").views("email")]
    places = [_value(one, "country") for one in person.view("addresses").views("address")]
    words = [_value(one, "content") for one in person.view("keywords").views("keyword")]
    number = root.view("orcid-identifier").line("path")
    links: list[Out | None] = [link(Value("ORCID"), number, None)]
    links += [
        link(None, None, _value(one, "url"), _value(one, "url-name"))
        for one in person.view("researcher-urls").views("researcher-url")
    ]
    for one in person.view("external-identifiers").views("external-identifier"):
        network, username = one.line("external-id-type"), one.line("external-id-value")
        links.append(link(network, username, _value(one, "external-id-url")))
    aliases = [one for one in (full if credit else None, *others) if one]
    imported.person.update(compact({
        "name": credit or full,
        "aliases": list(aliases),
        "email": one_or_more([one for one in emails if one]),
        "location": joined(places),
        "links": [one for one in links if one],
        "summary": person.view("biography").text("content"),
        "interests": [one for one in words if one],
    }))  # fmt: skip


def _summaries(view: View) -> Iterator[View]:
    """The affiliations of a list, in version 3 or 2 of the record."""
    for group in view.views("affiliation-group"):
        for summary in group.views("summaries"):
            yield from (View(node, markdown=False) for _, node in summary.keys)
    for name, _ in view.keys:
        if name.endswith("-summary"):
            yield from views_of(view.find(name), markdown=False)


def _date(view: View, name: str) -> Value | None:
    """A date of three mappings, as precise as it is given."""
    date = view.view(name)
    parts = [_value(date, part) for part in ("year", "month", "day")]
    known = parts[: next((n for n, part in enumerate(parts) if part is None), 3)]
    return joined([part.map(lambda text: text.zfill(2)) for part in known if part is not None], "-")


def _place(view: View) -> Value | None:
    address = view.view("organization").view("address")
    return joined([address.line("city"), address.line("region"), address.line("country")])


def _affiliation(view: View, section: str) -> Out:
    made = compact({
        _ROLE.get(section, "role"): view.line("role-title"),
        _ORGANIZATION.get(section, "organization"): view.view("organization").line("name"),
        "unit": view.line("department-name") if section in ("experience", "education") else None,
        "location": _place(view),
        "url": _value(view, "url"),
    })  # fmt: skip
    start, end = _date(view, "start-date"), _date(view, "end-date")
    if section == "awards":
        made = add_dates(made, None, None, start or end)
    else:
        made = add_dates(made, start, end)
    note = view.line("department-name") if section not in ("experience", "education") else None
    return finished(section, made, note)


def _fundings(imported: Imported, activities: View) -> None:
    for group in activities.view("fundings").views("group"):
        for number, view in enumerate(group.views("funding-summary")):
            if number:
                imported.leave(view.node, "is another version of the same grant")
                continue
            made = compact({
                "title": _value(view.view("title"), "title"),
                "agency": view.view("organization").line("name"),
                "scheme": view.line("type"),
                "location": _place(view),
                "url": _value(view, "url"),
            })  # fmt: skip
            made = add_dates(made, _date(view, "start-date"), _date(view, "end-date"))
            numbers = [value for _, value in _identifiers(view)]
            imported.section("funding").entries.append(finished("funding", made, *numbers))
        imported.leave(group.find("external-ids"), "is in the grant itself, too")


def _identifiers(view: View) -> Iterator[tuple[str, Value]]:
    """The kind and the value of each identifier of an activity."""
    for one in view.view("external-ids").views("external-id"):
        kind, value = one.line("external-id-type"), one.line("external-id-value")
        if value:
            yield kind.text.casefold() if kind else "", value


def _works(imported: Imported, activities: View) -> None:
    works = activities.view("works")
    for group in [*works.views("group"), *works.views("bulk")]:
        for number, view in enumerate(group.views("work-summary", "work")):
            if number:
                imported.leave(view.node, "is another version of the same work")
            else:
                imported.section("publications").entries.append(_work(view))
                imported.leave(view.find("url"), "is the address of the identifier")
        imported.leave(group.find("external-ids"), "is in the work itself, too")


def _work(view: View) -> Out:
    title = view.view("title")
    kind = view.line("type")
    known = dict(reversed(list(_identifiers(view))))
    made = compact({
        "type": kind.map(lambda text: _KINDS.get(text.casefold().replace("_", "-"), "other"))
        if kind else None,
        "title": joined([_value(title, "title"), _value(title, "subtitle")], ": "),
        "authors": [name for one in view.view("contributors").views("contributor")
                    if (name := _value(one, "credit-name"))],
        "venue": _value(view, "journal-title"),
        "doi": known.get("doi"),
        "arxiv": known.get("arxiv"),
        "url": _value(view, "url") if "doi" not in known else None,
    })  # fmt: skip
    return finished("publications", add_dates(made, None, None, _date(view, "publication-date")))


def _reviews(imported: Imported, activities: View) -> None:
    """One line for each organization, with the years of its reviews."""
    for group in activities.view("peer-reviews").views("group"):
        views = [
            one for part in group.views("peer-review-group") for one in
            part.views("peer-review-summary")
        ] or group.views("peer-review-summary")  # fmt: skip
        years: dict[str, Value] = {}
        names: list[Value] = []
        for view in views:
            if name := view.view("convening-organization").line("name"):
                names.append(name)
            if year := _value(view.view("completion-date"), "year"):
                old = years.get(year.text)
                both = (*(old.sources if old else ()), *year.sources)
                years[year.text] = Value(year.text, both)
            imported.leave(view.node, "a CV names the organization and the years of reviews")
        if names:
            same = tuple(source for one in names if one.text == names[0].text
                         for source in one.sources)  # fmt: skip
            dates = joined(years[text] for text in sorted(years))
            made = compact({"kind": Value("Peer review"), "venue": Value(names[0].text, same)})
            imported.section("service").entries.append(add_dates(made, None, None, dates))
        imported.leave(group.find("external-ids"), _RECORD)


def recognizes(file: InputFile) -> bool:
    """True for a record of ORCID, and for its activities or works."""
    if {"orcid-identifier", "activities-summary"} & file.keys():
        return True
    root = View(file.root, markdown=False)
    lists = [*root.views("group"), *root.view("works").views("group"), *root.views("bulk")]
    return any(one.given & {plain("work-summary"), "work"} for one in lists)


PART = Importer("ORCID", recognizes, read)
