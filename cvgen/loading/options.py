"""Options of themes, as set in settings, CVs, variants and on the command line."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from cvgen.errors import CvgenError, InputError, Problem, Severity, UsageError, name_hint
from cvgen.lowering.choices import Choices
from cvgen.paths import nfc
from cvgen.project import Project
from cvgen.sections.base import PublicationStyle
from cvgen.source.tree import Source, to_plain
from cvgen.source.yaml_source import read_yaml
from cvgen.synonyms import OPTIONS, near_hint, option_elsewhere
from cvgen.themes import Option, OptionError, Theme, Value, each_theme_name, load_theme, stylesheet

Setting = tuple[str, Any]


@dataclass(frozen=True)
class OptionsAt:
    """A place where options are set: a source, and the path of their mapping in it."""

    source: Source
    path: tuple[str | int, ...]

    def problem(self, code: str, message: str, name: str, hint: str | None) -> Problem:
        """A problem with the value of the option ``name``, or with the name if it is unknown."""
        spot = self.source.key_span_of if code in ("E411", "W311") else self.source.span_of
        severity: Severity = "warning" if code[0] == "W" else "error"
        return self.source.problem(code, message, spot((*self.path, name)), hint, severity)


def parse_settings(texts: Iterable[str]) -> tuple[Setting, ...]:
    """Names and YAML values of texts such as ``accent=teal``; UsageError (E505) for others."""
    found = []
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            hint = "as in --set accent=teal"
            raise UsageError(Problem("E505", f"'{text}' sets nothing", hint=hint))
        found.append((nfc(name.strip()).replace("-", "_"), _parse_value(value)))
    return tuple(found)


def _parse_value(value: str) -> Any:
    """A list or mapping if ``value`` looks like one; else the text: a colour starts with #."""
    if not value.strip().startswith(("[", "{")):
        return nfc(value.strip())
    try:
        return to_plain(read_yaml("--set", value.encode()).root)
    except InputError as error:
        raise UsageError([replace(problem, code="E505") for problem in error.problems]) from None


def with_options(theme: Theme, project: Project, layers: Iterable[Mapping[str, Any]]) -> Theme:
    """``theme`` with those of the checked options in ``layers`` that it has; a later layer wins."""
    values = {}
    for layer in layers:
        for name, value in layer.items():
            if option := theme.option(name):
                values[name] = _checked_value(option, value, theme)
    with_options = theme.with_values(values)
    if "css" not in with_options.settings.given:
        return with_options
    if not (name := with_options.settings.get("css")):
        return replace(with_options, extra_css="", extra_name="")
    try:
        path = stylesheet(project.root, str(name))
    except OptionError as error:
        raise InputError(Problem("E412", str(error), hint=error.hint)) from None
    return with_options.with_stylesheet(path)


def _checked_value(option: Option, value: Any, theme: Theme) -> Value:
    """The checked ``value``; InputError (E412) if only another theme takes it."""
    try:
        return option.check(value)
    except OptionError as error:
        message = f"{error} in the theme '{theme.name}'"
        raise InputError(Problem("E412", message, hint=error.hint)) from None


def command_options(theme: Theme, project: Project, settings: Sequence[Setting]) -> dict[str, Any]:
    """The ``settings`` of a command line for ``theme``; UsageError with every problem."""
    problems = [
        Problem("E505", message, hint=hint)
        for name, value in settings
        for _, message, hint in _faults(name, value, project, lambda: [theme])
    ]
    if problems:
        raise UsageError(problems)
    return dict(settings)


def as_typed(value: object) -> object:
    """The Python ``value`` as cvgen reads it from YAML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value:g}"
    if isinstance(value, list | tuple):
        return [as_typed(item) for item in value]
    if isinstance(value, Mapping):
        return {as_typed(key): as_typed(item) for key, item in value.items()}
    return nfc(value) if isinstance(value, str) else value


def option_problems(
    options: Mapping[str, Any],
    place: OptionsAt,
    project: Project,
    themes: Sequence[str | None],
    until: str = "",
) -> list[Problem]:
    """The problems of ``options`` at ``place``, for ``themes`` or, if they lack one, for any theme.

    An option that no theme has is a warning if ``until`` says what does not work until a theme has
    it, and if it does not look misspelt.
    """
    named = dict.fromkeys(name for name in themes if name is not None)

    @cache
    def usable(name: str) -> tuple[Theme, ...]:
        with contextlib.suppress(CvgenError):  # a broken theme is reported elsewhere
            return (load_theme(name, project.theme_folders),)
        return ()

    def candidates() -> Iterator[Theme]:
        yield from (theme for name in named for theme in usable(name))
        others = (name for name in each_theme_name(project.theme_folders) if name not in named)
        yield from (theme for name in others for theme in usable(name))

    return [
        place.problem(code, message, name, hint)
        for name, value in options.items()
        for code, message, hint in _faults(name, value, project, candidates, until)
    ]


def _faults(
    name: str, value: Any, project: Project, themes: Callable[[], Iterable[Theme]], until: str = ""
) -> Iterator[tuple[str, str, str | None]]:
    """A (code, message, hint) for each problem of a value."""
    option = next((option for theme in themes() if (option := theme.option(name))), None)
    if option is None:
        found = list(themes())
        known = dict.fromkeys(option.name for theme in found for option in theme.options)
        where = f"the theme '{found[0].name}' has" if len(found) == 1 else "there is"
        near = option_elsewhere(name) or near_hint(name, known, OPTIONS)
        message = f"{where} no option '{name}'"
        if until and near is None:
            yield "W311", message, f"add it to a theme or remove it here; {until}"
        else:
            yield "E411", message, near or name_hint(name, known)
        return
    try:
        checked = option.check(value)
        if option.kind == "file" and checked:
            stylesheet(project.root, str(checked))
    except OptionError as error:
        yield "E412", str(error), error.hint


def choices_of(theme: Theme) -> Choices:
    """The options of ``theme`` that change the text of a document."""
    settings = theme.settings
    return Choices(
        date_style=settings["date_style"],
        publications=PublicationStyle(
            order=settings["publication_style"],
            group=settings["publication_group"],
            types=settings["publication_order"],
            numbers=settings["publication_numbers"],
            authors=int(settings["publication_authors"]),
            ranks=settings["publication_ranks"],
            links=settings["publication_links"],
        ),
        labels=settings["labels"],
        order=settings["order"],
        group_roles=settings["group_roles"],
        notes=settings["section_notes"],
        updated=settings["updated"],
        photo=settings["photo"],
        contact_words=settings["icons"] == "text",
    )
