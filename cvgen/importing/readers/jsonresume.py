"""JSON Resume, 1.x and 0.x (https://jsonresume.org/schema)."""

from __future__ import annotations

from cvgen.importing import Importer
from cvgen.importing.dates import as_date, is_date, leave_out_days
from cvgen.importing.imported import Imported
from cvgen.importing.input_file import InputFile
from cvgen.importing.restored import add_restored
from cvgen.importing.resume import add_links, add_location, add_person, add_section_of, profiles_of
from cvgen.importing.view import View
from cvgen.source.tree import Mapping, Scalar

_ABOUT_FILE = "is about the file, not about the person"


def read(file: InputFile) -> Imported:
    """The CV in ``file``."""
    imported = Imported(file.source.root)
    view = View(imported.root)
    for name in ("meta", "$schema"):
        imported.leave(view.find(name), _ABOUT_FILE)
    if add_restored(imported):
        return imported
    basics = view.find("basics", "bio")
    if isinstance(basics, Mapping):
        _basics(imported, View(basics))
    for key, node in view.keys:
        if key == "profiles":  # of version 0.0
            add_links(imported, View(None), profiles_of(node))
        elif key not in ("basics", "bio", "$schema", "meta"):
            add_section_of(imported, key, node)
    _meta(imported, view)
    leave_out_days(imported)
    return imported


def _basics(imported: Imported, view: View) -> None:
    add_person(imported, view)
    add_links(imported, view, view.views("profiles"))
    location = view.find("location")
    if isinstance(location, Scalar):
        add_location(imported, View(None), view.line("location"))
    else:
        add_location(imported, View(location))


def _meta(imported: Imported, view: View) -> None:
    """Take the date of the last change."""
    changed = as_date(view.view("meta").line("lastModified"))
    if changed and is_date(changed):
        imported.person["updated"] = changed


def recognizes(file: InputFile) -> bool:
    """True for a JSON (or YAML) file with `basics`, or with several sections of JSON Resume."""
    keys = file.keys()
    if "cv" in keys or "content" in keys or "orcid-identifier" in keys:
        return False
    sections = {"work", "education", "volunteer", "skills", "awards", "publications", "projects"}
    return "basics" in keys or (file.looks_like_json and len(keys & sections) > 1)


PART = Importer("JSON Resume", recognizes, read)
