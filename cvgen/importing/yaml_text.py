"""A CV as YAML as a person would write it: keys in order, short lists in brackets, texts folded.

cvgen's reader reads every text back as it was given.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Collection, Mapping, Sequence

from cvgen.importing.imported import Out, Value
from cvgen.markup.passages import may_start_item, starts_item
from cvgen.model.entry import Entry
from cvgen.patterns import pattern
from cvgen.source.split_texts import quote_yaml
from cvgen.source.tree import Path

WIDTH = 100
_PLAIN = pattern(r"(?:[^\W_]|[+(/<.$€£“„«](?=\S))(?:[^\n:#]|:(?=\S)|(?<!\s)#)*(?<![\s:])")
"""A text of one line that YAML reads as typed without quotes."""
_IN_BRACKETS = pattern(r"[^\W_](?:[\w +./()'’&–#-]*[\w+.)#])?")
_IN_FLOW = pattern(r"[^\W_](?:[^\s,\[\]{}:#]|:(?=[^\s,\[\]{}])| (?![\s#]))*(?<![\s:])")
_NUMBER_START = pattern(r"\d+[.)]?$")
_KEY = pattern(r"[A-Za-z][\w-]*(?: [\w-]+)*")
_NULLS = ("null", "~")
_LATE = ("supervisors", "technologies", "roles", "advisors", "thesis", "grade", "distinction",
         "courses", "volume", "issue", "pages", "publisher", "doi", "arxiv", "id", "expires",
         "test")  # fmt: skip
"""Keys of an entry that people write after its dates."""
_LAST = ("url", "summary", "highlights", "note")


@functools.cache
def key_order(model: type[Entry]) -> tuple[str, ...]:
    """The keys of an entry in the order in which the documentation has them."""
    names = list(model.model_fields)
    common = [name for name in Entry.model_fields if name not in _LAST]
    own = [name for name in names if name not in Entry.model_fields]
    early = [name for name in own if name not in _LATE]
    place = ["location"] if "location" in names else []
    late = [name for name in own if name in _LATE]
    return (*early, *place, *(name for name in common if name != "location"), *late, *_LAST)


def in_order(data: dict[str, Out], keys: Collection[str]) -> dict[str, Out]:
    """``data`` with ``keys`` first, in their order."""
    known = {key: data[key] for key in keys if key in data}
    return known | {key: value for key, value in data.items() if key not in known}


class YamlText:
    """Writes a mapping as YAML.

    ``comments`` stand above the value at their path; the values ``quoted`` are in quotes.
    """

    def __init__(
        self, comments: Mapping[Path, Sequence[str]], quoted: Collection[Value] = ()
    ) -> None:
        self.comments = comments
        self.quoted = quoted
        self.lines: list[str] = []

    def text(self, data: dict[str, Out]) -> str:
        """``data`` as the text of a file."""
        self._mapping(data, (), 0, "")
        return "\n".join([*self.lines, ""])

    def _mapping(self, data: dict[str, Out], path: Path, indent: int, lead: str) -> None:
        """``data`` at column ``indent``; the first line starts with ``lead``."""
        for key, value in data.items():
            here = (*path, key)
            is_first = here[:-1] == ("sections",) and key == next(iter(data))
            if here == ("sections",) or (here[:-1] == ("sections",) and not is_first):
                self._blank_line()
            self._comment(here, indent)
            self._value(f"{lead or ' ' * indent}{_key(key)}:", value, here, indent)
            lead = ""

    def _value(self, head: str, value: Out, path: Path, indent: int) -> None:
        if isinstance(value, Value):
            self._scalar(head, value, indent + 2)
        elif isinstance(value, dict):
            self.lines.append(head)
            self._mapping(value, path, indent + 2, "")
        elif (row := in_brackets(value)) and len(head) + len(row) < WIDTH:
            self.lines.append(f"{head} {row}")
        else:
            self.lines.append(head)
            self._items(value, path, indent + 2)

    def _items(self, items: list[Out], path: Path, indent: int) -> None:
        for number, item in enumerate(items):
            here, lead = (*path, number), f"{' ' * indent}-"
            self._comment(here, indent)
            if isinstance(item, Value):
                self._scalar(lead, item, indent + 2)
            elif isinstance(item, dict):
                self._mapping(item, here, indent + 2, f"{lead} ")
            else:
                self.lines.append(lead)
                self._items(item, here, indent + 2)

    def _scalar(self, head: str, value: Value, indent: int) -> None:
        text, pad = value.text, " " * indent
        if value in self.quoted:
            self.lines.append(f"{head} {json.dumps(text, ensure_ascii=False)}")
        elif "\n" in text:
            sign = "|-" if not text.startswith((" ", "\n")) else "|2-"
            self.lines.append(f"{head} {sign}")
            self.lines += [f"{pad}{line}".rstrip() for line in text.split("\n")]
        elif len(head) + len(text) < WIDTH:
            self.lines.append(f"{head} {_short(text)}")
        else:
            self.lines.append(f"{head} >-")
            self.lines += [f"{pad}{line}" for line in folded(text, WIDTH - indent)]

    def _comment(self, path: Path, indent: int) -> None:
        pad = " " * indent
        self.lines += [f"{pad}# {line}".rstrip() for line in self.comments.get(path, ())]

    def _blank_line(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")


def folded(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` where possible; none looks like an item of a list."""
    lines: list[str] = []
    for word in text.split(" "):
        last = lines[-1] if lines else ""
        fits = len(last) + 1 + len(word) <= width
        if lines and (fits or not _may_start_line(word) or not last.strip()):
            lines[-1] = f"{last} {word}"
        else:
            lines.append(word)
    return lines


def _may_start_line(word: str) -> bool:
    return bool(word) and not (
        starts_item(f"{word} x") or may_start_item(f"{word} X") or _NUMBER_START.match(word)
        or word[0] in "#>|=`~-*_" or word.endswith("\\")
    )  # fmt: skip


def _key(text: str) -> str:
    return text if _KEY.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _short(text: str) -> str:
    """A text of one line, in quotes where YAML needs them."""
    if text not in _NULLS and _PLAIN.fullmatch(text):
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return f'"{text}"' if '"' not in text and "\\" not in text else quote_yaml(text)


def item_lines(item: Out, indent: int, quoted: Collection[Value] = ()) -> list[str]:
    """``item`` as an item of a list whose dashes are in column ``indent``, from 0."""
    writer = YamlText({}, quoted)
    writer._items([item], (), indent)
    return writer.lines


def key_lines(key: str, value: Out, indent: int, quoted: Collection[Value] = ()) -> list[str]:
    """``key`` with ``value`` in a mapping whose keys are in column ``indent``, from 0."""
    writer = YamlText({}, quoted)
    writer._mapping({key: value}, (), indent, "")
    return writer.lines


def in_flow(out: Out) -> str:
    """``out`` inside of brackets, as in ``{network: GitHub, username: ada}``."""
    if isinstance(out, Value):
        is_plain = _IN_FLOW.fullmatch(out.text) and out.text not in _NULLS
        return out.text if is_plain else json.dumps(out.text, ensure_ascii=False)
    if isinstance(out, list):
        return f"[{', '.join(map(in_flow, out))}]"
    return f"{{{', '.join(f'{_key(key)}: {in_flow(value)}' for key, value in out.items())}}}"


def in_brackets(items: list[Out]) -> str | None:
    """A list of short texts in brackets; None if they do not fit there."""
    texts = [item.text for item in items if isinstance(item, Value)]
    if len(texts) < len(items) or not all(map(_IN_BRACKETS.fullmatch, texts)):
        return None
    if any(text in _NULLS or " #" in text for text in texts):
        return None
    return f"[{', '.join(texts)}]"
