"""YAMLResume (https://yamlresume.dev): sections of JSON Resume, with lists in their summaries."""

from __future__ import annotations

from cvgen.importing import Importer
from cvgen.importing.dates import leave_out_days
from cvgen.importing.imported import Imported, Value
from cvgen.importing.input_file import InputFile
from cvgen.importing.resume import add_links, add_location, add_person, add_section_of
from cvgen.importing.view import View
from cvgen.locales.tags import tag_of
from cvgen.source.tree import Mapping

_LOOK = "is about the look, which a theme decides"


def read(file: InputFile) -> Imported:
    """The CV in ``file``."""
    imported = Imported(file.source.root)
    root = View(imported.root)
    content = root.view("content")
    basics = content.view("basics")
    add_person(imported, basics)
    add_location(imported, content.view("location"))
    add_links(imported, basics, content.views("profiles"))
    for key, node in content.keys:
        if key not in ("basics", "location", "profiles"):
            add_section_of(imported, key, node)
    language = root.view("locale").line("language")
    if language and (tag := tag_of(language.text)):
        imported.person["language"] = Value(tag, language.sources)
    leave_out_days(imported)
    for name in ("locale", "layout", "layouts"):
        imported.leave(root.find(name), _LOOK)
    return imported


def recognizes(file: InputFile) -> bool:
    """True for a file with `content` that has `basics`."""
    root = file.root
    content = root.items.get("content") if isinstance(root, Mapping) else None
    return isinstance(content, Mapping) and "basics" in content.items


PART = Importer("YAMLResume", recognizes, read)
