"""Imports files and checks the law: values in = values placed + values listed, and none changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import yaml

from cvgen.building.build import build_cv
from cvgen.errors import InputError
from cvgen.importing.clean import clean
from cvgen.importing.imported import scalars
from cvgen.importing.input_file import InputFile
from cvgen.importing.kinds import importer_for
from cvgen.importing.run import Import, import_files
from cvgen.source.yaml_source import read_yaml

_OF_ADDRESSES = {"https", "http", "dx", "doi", "org", "tel", "mailto"}
"""Parts of addresses that a CV writes without them: of a DOI, of a phone number."""
_TERMS = (".type", ".language", ".Websites", ".month.value", ".day.value")
"""Paths of values that are written in words of cvgen's own."""
_WORD = re.compile(r"[^\W_]+")
_PRESENT = ("current", "now", "ongoing", "today")
_YEAR_FIRST = re.compile(r"\s*\d{4}[-/.]\d|[A-Z][a-z]+ 1, \d{4}$")
_MONTH_FIRST = re.compile(r"\d{1,2}([/.])\d{4}")


def imported(data: bytes | str | Any, name: str = "resume.json", kind: str | None = None) -> Import:
    """The CV in ``data``: bytes, a text, or what is written as JSON."""
    if not isinstance(data, bytes):
        data = (data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)).encode()
    return import_files([InputFile(name, data)], kind)


def cv_in(made: Import) -> Any:
    """The CV of an import as plain data."""
    return yaml.load(made.text, Loader=yaml.BaseLoader)


def sections_in(data: Any, **options: Any) -> Any:
    """The sections of the CV in ``data``."""
    return cv_in(imported(data, **options)).get("sections", {})


def unplaced(made: Import) -> dict[str, str]:
    """The paths of the values that are not placed, each with its value."""
    return {one.path: one.text for one in made.account.unplaced}


def leaves_of(data: Any) -> Iterator[str]:
    """The values of JSON data that say anything, as texts."""
    if isinstance(data, dict | list):
        for inner in data.values() if isinstance(data, dict) else data:
            yield from leaves_of(inner)
    elif data is not None and str(data).strip():
        yield str(data)


def check_law(data: bytes, name: str = "resume.json", kind: str | None = None) -> Import:
    """Import ``data`` and assert the law; the result.

    Every value is counted once, as placed or as listed; the words of each placed one are in the
    CV; `cvgen check` accepts the CV.
    """
    file = InputFile(name, data)
    made = import_files([file], kind)
    root = importer_for(file, kind).read(file).root
    known = {id(scalar): scalar for _, scalar in scalars(root)}
    left = {(one.line, one.column, one.text) for one in made.account.unplaced}
    assert made.account.placed + len(made.account.unplaced) == len(known)
    source = read_yaml("ada.yaml", made.text.encode())
    build_cv(source)
    written = " ".join(scalar.text for _, scalar in scalars(source.root))
    words = set(_words(written))
    for path, scalar in scalars(root):
        is_term = path.endswith(_TERMS)
        if not is_term and (scalar.span.line, scalar.span.column, scalar.text) not in left:
            missing = [word for word in _words(scalar.text) if word not in words | _OF_ADDRESSES]
            assert _is_date(scalar.text) or not missing, (path, scalar.text, missing)
    return made


def law_or_refusal(data: bytes, name: str = "resume.json", kind: str | None = None) -> set[str]:
    """The codes of the errors for which ``data`` is refused; none if the law holds for it."""
    try:
        check_law(data, name, kind)
    except InputError as error:
        return {one.code for one in error.problems}
    return set()


def _words(text: str) -> list[str]:
    return _WORD.findall(clean(text).replace("\\", "").casefold())


def _is_date(text: str) -> bool:
    """True for dates that are written in another form, and for words such as `now`."""
    form = re.match(r"\s*\d{4}[-/.]\d|[A-Z][a-z]+ 1, \d{4}$", text) or _MONTH_FIRST.fullmatch(
        text.strip()
    )
    return form is not None or text.strip(" .").casefold() in _PRESENT
