"""The values of a theme's options side by side: which to draw, and what to show of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cvgen.gallery.drawings import Drawing, Page
from cvgen.themes import Option, Theme

_FOR_SCREENS = "web_"  # such options change no page on paper


@dataclass(frozen=True)
class Shown:
    """A picture for one or several ``values`` that look the same; ``is_used``: the CV has one."""

    values: tuple[str, ...]
    is_used: bool
    page: Page | None = None
    problem: str = ""


@dataclass(frozen=True)
class Comparison:
    """One option with a picture for each of its values, all of the page ``number``."""

    name: str
    about: str
    number: int
    shown: tuple[Shown, ...]


@dataclass
class Comparisons:
    """The options of ``theme``, drawn with one CV; ``used`` is the document as it is."""

    theme: Theme
    used: Drawing
    values: dict[str, dict[str, Drawing]] = field(default_factory=dict)

    @classmethod
    def start(cls, theme: Theme, used: Drawing) -> Comparisons:
        """What to draw for ``theme``, whose options have the values of the CV."""
        made = cls(theme, used)
        for option in theme.options:
            if values := tuple(_values(theme, option)):
                current = theme.yaml_text(option)
                made.values[option.name] = {
                    value: used if value == current else made._with(option.name, value)
                    for value in values
                }
        return made

    def _with(self, name: str, value: str) -> Drawing:
        return Drawing(self.used.cv, self.used.theme, (f"{name}={value}",), is_small=True)

    def drawings(self) -> list[Drawing]:
        """All documents to draw, each once."""
        changed = [one for values in self.values.values() for one in values.values()]
        return [self.used, *(one for one in changed if one is not self.used)]

    def seen(self) -> list[Comparison]:
        """The options whose values can be told apart, after everything is drawn."""
        found = (self._comparison(option) for option in self.theme.options)
        return [one for one in found if one is not None]

    def unseen(self) -> list[str]:
        """The names of the options that change nothing in the pictures."""
        seen = {one.name for one in self.seen()}
        return [name for name in self.values if name not in seen]

    def _comparison(self, option: Option) -> Comparison | None:
        values = self.values.get(option.name, {})
        drawn = [one.pages for one in values.values() if not one.problem]
        number = _differing(drawn)
        if number is None and len(drawn) == len(values):
            return None
        groups: dict[object, list[str]] = {}
        for value, drawing in values.items():
            groups.setdefault(drawing.problem or drawing.pages, []).append(value)
        shown = tuple(self._shown(values, group, number or 0) for group in groups.values())
        return Comparison(option.name, option.about, (number or 0) + 1, shown)

    def _shown(self, values: dict[str, Drawing], group: list[str], number: int) -> Shown:
        drawing = values[group[0]]
        page = drawing.pages[number] if drawing.pages else None
        is_used = any(values[value] is self.used for value in group)
        return Shown(tuple(group), is_used, page, drawing.problem)


def _values(theme: Theme, option: Option) -> Iterator[str]:
    """The values of ``option`` to draw, in words; none if there is no choice or it is on paper."""
    listed = {
        "choice": option.choices,
        "switch": ("true", "false"),
        "colour": tuple(name for name, _ in option.names),
    }.get(option.kind, ())
    if not listed or option.name.startswith(_FOR_SCREENS):
        return
    current = theme.yaml_text(option)
    if current not in listed:  # a colour of their own
        yield current
    yield from listed


def _differing(documents: Sequence[tuple[Page, ...]]) -> int | None:
    """The index of the first page on which ``documents`` differ; None if they are all equal."""
    if len(set(documents)) < 2:
        return None
    least = min(map(len, documents))
    differs = (at for at in range(least) if len({one[at] for one in documents}) > 1)
    return next(differs, least - 1)
