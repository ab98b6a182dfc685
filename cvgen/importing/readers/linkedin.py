"""The archive that LinkedIn sends on request: CSV files, by their names and columns.

Only the files of ``TABLES`` and ``OTHER_FILES`` are read. Messages, connections, invitations, ads,
applications for jobs and logins are never opened.
"""

from __future__ import annotations

from collections.abc import Iterable

from cvgen.errors import Problem
from cvgen.importing import Importer
from cvgen.importing.csv_tree import read_csv
from cvgen.importing.dates import as_date, is_date
from cvgen.importing.imported import Imported, Out, Value, compact, joined, with_remark
from cvgen.importing.input_file import InputFile
from cvgen.importing.links import as_email, as_url, link
from cvgen.importing.merging import together
from cvgen.importing.other_sections import add_section
from cvgen.importing.resume import one_or_more
from cvgen.importing.tables import Table, entry_of, with_doi
from cvgen.importing.view import View, views_of
from cvgen.patterns import pattern
from cvgen.reading.archive import Archive, names_in
from cvgen.source.tree import Mapping, point

_ON = {"start": ("Started On",), "end": ("Finished On",)}
TABLES: dict[str, Table] = {
    "Positions.csv": Table("experience", {
        "role": ("Title",), "organization": ("Company Name",), "location": ("Location",), **_ON,
        "summary": ("Description",),
    }),
    "Education.csv": Table("education", {
        "degree": ("Degree Name",), "institution": ("School Name",), "start": ("Start Date",),
        "end": ("End Date",), "summary": ("Notes",), "note": ("Activities",),
    }),
    "Volunteering.csv": Table("volunteering", {
        "role": ("Role",), "organization": ("Company Name",), **_ON, "summary": ("Description",),
        "note": ("Cause",),
    }),
    "Projects.csv": Table("projects", {
        "name": ("Title",), **_ON, "url": ("Url",), "summary": ("Description",),
    }),
    "Publications.csv": Table("publications", {
        "title": ("Name",), "venue": ("Publisher",), "date": ("Published On",), "url": ("Url",),
        "summary": ("Description",),
    }),
    "Patents.csv": Table("patents", {
        "title": ("Title",), "number": ("Patent Number", "Number", "Application Number"),
        "inventors": ("Inventors",), "office": ("Office",), "status": ("Status",),
        "date": ("Issued On", "Issue Date", "Filed On", "Filing Date"), "url": ("Url",),
        "summary": ("Description",),
    }),
    "Honors.csv": Table("awards", {
        "title": ("Title",), "awarder": ("Issuer",), "date": ("Issued On",),
        "summary": ("Description",),
    }),
    "Certifications.csv": Table("certifications", {
        "name": ("Name",), "issuer": ("Authority",), "id": ("License Number",),
        "date": ("Started On",), "expires": ("Finished On",), "url": ("Url",),
    }),
    "Organizations.csv": Table("memberships", {
        "organization": ("Name",), "role": ("Position",), **_ON, "summary": ("Description",),
    }),
    "Languages.csv": Table("languages", {"language": ("Name",), "level": ("Proficiency",)}),
    "Recommendations_Received.csv": Table("references", {
        "name": ("First Name",), "role": ("Job Title",), "organization": ("Company",),
        "summary": ("Text",),
    }),
}  # fmt: skip
"""The files of sections, and the place of each column."""
OTHER_FILES: dict[str, tuple[str, ...]] = {
    "Profile.csv": ("First Name", "Last Name"),
    "Profile Summary.csv": ("Profile Summary",),
    "Email Addresses.csv": ("Email Address",),
    "PhoneNumbers.csv": ("Number",),
    "Skills.csv": ("Name",),
    "Courses.csv": ("Name", "Number"),
}
"""The other files that are read, with columns that they have."""
NEVER = (
    "message", "connection", "invitation", "ads", "ad_", "job", "login", "endorsement", "follow",
    "inference", "registration", "search", "security", "share", "comment", "vote", "reaction",
    "contact", "learning", "receipt", "recommendations_given", "rich", "event", "hashtag",
    "member_", "company", "coach", "verification", "saved", "private", "lan ads", "guide",
)  # fmt: skip
"""Beginnings of the names of files that are left closed without a word."""
_WEBSITE = pattern(r"(?:([A-Z_]+):)?(https?://[^,\]\s]+|[\w.-]+\.\w+[^,\]\s]*)")
_BULLET = pattern(r"[ \t]*[•▪●][ \t]*")
_ACCOUNT = "is about the account, not about the person"


def read(file: InputFile) -> Imported:
    """The CV in the archive ``file``."""
    archive = Archive(file.name, file.data)
    root = Mapping({}, point(1, 1))
    imported = Imported(root)
    for number, name in enumerate(archive.names()):
        known = _known(name)
        if known is None:
            if name.casefold().endswith(".csv") and not name.casefold().startswith(NEVER):
                message = f"'{name}' in the archive is not read"
                warning = Problem("W765", message, file.name, severity="warning")
                imported.warnings.append(warning)
        elif known not in root.items:
            data = archive.read(number)
            root.items[known] = read_csv(file.name, known, data, _columns(known))
    _person(imported)
    for name, table in TABLES.items():
        _entries(imported, name, table)
    _lists(imported)
    return imported


def _known(name: str) -> str | None:
    """The name under which the file ``name`` is read; None if it is not."""
    plain = name.casefold().replace("_", " ")
    known = (*TABLES, *OTHER_FILES)
    return next((one for one in known if one.casefold().replace("_", " ") == plain), None)


def _columns(name: str) -> tuple[str, ...]:
    if name in OTHER_FILES:
        return OTHER_FILES[name]
    return tuple(column for columns in TABLES[name].keys.values() for column in columns)


def _views(imported: Imported, name: str) -> list[View]:
    root = imported.root
    return views_of(root.items.get(name) if isinstance(root, Mapping) else None, markdown=False)


def _person(imported: Imported) -> None:
    person = imported.person
    for view in _views(imported, "Profile.csv")[:1]:
        first, last = view.line("First Name"), view.line("Last Name")
        maiden, born = view.line("Maiden Name"), as_date(view.line("Birth Date"))
        person.update(compact({
            "name": joined([first, last], " "),
            "aliases": [joined([first, maiden], " ") or maiden] if maiden else None,
            "headline": view.line("Headline"),
            "location": view.line("Geo Location", "Location"),
            "links": _websites(view),
            "summary": view.text("Summary"),
        }))  # fmt: skip
        if born and is_date(born):
            person["born"] = born
        elif born:
            person["facts"] = [{"label": Value("Date of birth"), "value": born}]
        if address := joined([view.text("Address"), view.line("Zip Code")], "\n"):
            person["addresses"] = [address]
    rows = _views(imported, "Email Addresses.csv")
    rows.sort(key=lambda view: not _is_yes(view.line("Primary")))  # the primary address first
    emails = [view.line("Email Address") for view in rows]
    phones = [view.line("Number") for view in _views(imported, "PhoneNumbers.csv")]
    for name in ("Email Addresses.csv", "PhoneNumbers.csv", "Profile.csv"):
        for view in _views(imported, name):
            for column in ("Confirmed", "Primary", "Updated On", "Type"):
                imported.leave(view.find(column), _ACCOUNT)
    for view in _views(imported, "Profile Summary.csv"):
        if (text := view.text("Profile Summary")) and "summary" not in person:
            person["summary"] = text
    found = {"email": one_or_more([one for one in map(as_email, emails) if one]),
             "phone": one_or_more([one for one in phones if one])}  # fmt: skip
    person.update(compact(found))


def _is_yes(value: Value | None) -> bool:
    return value is not None and value.text.casefold() == "yes"


def _websites(view: View) -> list[Out]:
    """The profile, the pages, as in ``[PORTFOLIO:https://…,OTHER:https://…]``, and Twitter."""
    profile = as_url(view.line("Profile URL", "Public Profile Url"))
    websites, handles = view.line("Websites"), view.line("Twitter Handles")
    found = _WEBSITE.finditer(websites.text) if websites else ()
    sources = websites.sources if websites else ()
    pages = [(Value((one[1] or "").capitalize(), sources), Value(one[2], sources)) for one in found]
    urls = [link(None, None, url, label if label.text not in ("", "Other") else None)
            for label, url in pages]  # fmt: skip
    names = handles.text.strip("[]").split(",") if handles else []
    twitter: list[Out] = [
        {"network": Value("Twitter"), "username": Value(name.strip(), handles.sources)}
        for name in names
        if handles and name.strip()
    ]
    return [url for url in (profile, *urls, *twitter) if url]


def _entries(imported: Imported, name: str, table: Table) -> None:
    entries: list[dict[str, Out]] = []
    for view in _views(imported, name):
        view.change = bullets_apart
        entry = entry_of(view, table)
        if table.section == "references":
            person = joined([view.line("First Name"), view.line("Last Name")], " ")
            status = view.line("Status")
            hidden = Value("private") if status and status.text.casefold() == "hidden" else None
            entry = compact({**entry, "name": person or entry.get("name"), "visibility": hidden})
            for column in ("Status", "Creation Date"):
                imported.leave(view.find(column), _ACCOUNT)
        if entry:
            entries.append(with_doi(entry) if table.section == "publications" else entry)
    if entries:
        rows = together([], [*entries])
        made = with_roles(rows) if table.section == "experience" else rows
        imported.section(table.section).entries += made


def bullets_apart(text: str) -> str:
    """``text`` with each of its bullets on a line of its own."""
    if text.count("•") + text.count("▪") + text.count("●") < 2:
        return text
    return _BULLET.sub("\n- ", text)


def with_roles(entries: Iterable[Out]) -> list[Out]:
    """``entries`` with neighbours at one organization as roles of one entry."""
    made: list[dict[str, Out]] = []
    for entry in (one for one in entries if isinstance(one, dict)):
        last = made[-1] if made else {}
        old, new = last.get("organization"), entry.get("organization")
        same = isinstance(old, Value) and isinstance(new, Value) and old.text == new.text
        has_role = "role" in entry and ("role" in last or "roles" in last)
        if not (same and has_role and isinstance(old, Value) and isinstance(new, Value)):
            made.append(entry)
            continue
        roles = last.get("roles")
        first = {key: value for key, value in last.items() if key != "organization"}
        others: list[Out] = roles if isinstance(roles, list) else [first]
        role = {key: value for key, value in entry.items() if key != "organization"}
        both = Value(old.text, (*old.sources, *new.sources))
        made[-1] = {"organization": both, "roles": [*others, role]}
    return list(made)


def _lists(imported: Imported) -> None:
    skills = [view.line("Name") for view in _views(imported, "Skills.csv")]
    if items := [one for one in skills if one]:
        imported.section("skills").entries.append({"items": together([], [*items])})
    courses = [with_remark(view.line("Name"), view.line("Number"))
               for view in _views(imported, "Courses.csv")]  # fmt: skip
    add_section(imported, Value("Courses"), "bullets", courses)


def recognizes(file: InputFile) -> bool:
    """True for an archive with the files of a profile."""
    names = {name.rsplit("/", 1)[-1].casefold() for name in names_in(file.data)}
    return bool(names & {"profile.csv", "positions.csv"})


PART = Importer("LinkedIn", recognizes, read)
