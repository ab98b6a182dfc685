"""`cvgen import --into`: files and a CV → the new text of the CV, and where each value is."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cvgen.building.build import build_cv
from cvgen.errors import InputError, Problem, Span
from cvgen.importing.imported import leaves
from cvgen.importing.input_file import InputFile
from cvgen.importing.into.adding import THERE, Adding, add_person, name_of
from cvgen.importing.into.editing import Editor, NoPlaceError
from cvgen.importing.into.identity import folded
from cvgen.importing.into.sections import add_sections
from cvgen.importing.placing import Account, account
from cvgen.importing.run import Contents, contents_of
from cvgen.importing.yaml_text import YamlText
from cvgen.loading.load import load_cv
from cvgen.paths import display_path, project_root
from cvgen.project import find_project, write_atomic
from cvgen.project.files import read_bytes
from cvgen.source.tree import Path as TreePath
from cvgen.source.tree import Source
from cvgen.source.yaml_source import read_yaml

_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True)
class Into:
    """The CV ``path`` with its text ``before`` and ``after``, and what was done with each value.

    ``added`` and ``known`` are lines for people: what is new, and what was there already.
    """

    path: Path
    before: str
    after: str
    added: tuple[str, ...]
    known: tuple[str, ...]
    account: Account
    warnings: tuple[Problem, ...]

    @property
    def diff(self) -> Iterator[str]:
        """The changes as a unified diff, without line ends."""
        name = display_path(self.path)
        old, new = self.before.splitlines(), self.after.splitlines()
        return difflib.unified_diff(old, new, name, name, lineterm="")

    @property
    def left(self) -> Account:
        """The account without the values that the CV had already."""
        left = (one for one in self.account.unplaced if not one.reason.startswith(THERE))
        return Account(self.account.placed, tuple(left))

    def write(self) -> None:
        """Write the new text in one step."""
        data = self.after.encode()
        write_atomic(self.path, _BOM + data if read_bytes(self.path).startswith(_BOM) else data)


def import_into(path: Path, files: Sequence[InputFile], kind: str | None = None) -> Into:
    """What ``files`` bring, in the text of the CV ``path``; nothing is written.

    InputError with the problems of the files or the CV, or with what has no place in its text.
    """
    found = contents_of(files, kind)
    loaded = load_cv(path, find_project(project_root(path.parent)))
    if read_bytes(path)[:2] in _UTF_16:
        hint = "save it with the encoding UTF-8"
        raise InputError(Problem("E770", "the CV is not UTF-8", loaded.source.name, hint=hint))
    source = read_yaml(loaded.source.name, read_bytes(path), includes=True)
    draft = found.draft
    adding = Adding(loaded.source, source, loaded.cv, Editor(source, draft.quoted))
    new = build_cv(read_yaml("", YamlText({}, draft.quoted).text(draft.data).encode()))
    add_person(adding, {key: out for key, out in draft.data.items() if key != "sections"})
    sections = draft.data.get("sections")
    if isinstance(sections, dict):
        add_sections(adding, sections, new)
    return _result(path, adding, found)


def _result(path: Path, adding: Adding, found: Contents) -> Into:
    """The changed text; InputError (E770) if it would not be the CV that it should be."""
    made = adding.made
    if made.problems and not made.added and not made.known:
        raise InputError(made.problems)
    after = adding.source
    try:
        if made.added:
            after = adding.editor.result()
            build_cv(after)
    except NoPlaceError as error:
        problem = after.problem("E770", "the CV cannot be changed", error.node.span, error.hint)
        raise InputError(problem) from error
    known = list(_known(adding))
    problems = [replace(one, severity="warning", span=_moved(adding, one.span))
                for one in made.problems]  # fmt: skip
    reasons = {**found.draft.reasons, **made.reasons}
    return Into(
        path, adding.source.text, after.text,
        tuple(_line(after, place, value.text) for place, value in made.added), tuple(known),
        account(found.by_name, made.values, reasons), (*found.warnings, *problems),
    )  # fmt: skip


def _known(adding: Adding) -> Iterator[str]:
    """A line about each entry that was there; what only the file says of it gets its reason."""
    for key, entry, row in adding.made.known:
        span = adding.whole.span_of(row.path)
        where = span.place if span.file else f"line {adding.editor.new_line(span.line)}"
        yield f"{key}: {name_of(entry).text} ({where})"
        for _, value in leaves(entry):
            same = folded(value.text) in row.all_texts or value.text in map(str, row.dates.values())
            is_there = same or value.text == "present"
            adding.made.leave(value, THERE if is_there else f"the entry in {where} lacks it")


def _moved(adding: Adding, span: Span | None) -> Span | None:
    """The place of ``span`` in the new text."""
    if span is None or span.file:
        return span
    line, end = map(adding.editor.new_line, (span.line, span.end_line))
    return replace(span, line=line, end_line=end)


def _line(source: Source, path: TreePath, text: str) -> str:
    """``projects: Loom (line 12)`` for a value at ``path``."""
    key = path[1] if path[0] == "sections" else path[0]
    return f"{key}: {text} (line {source.place_of(path)})"
