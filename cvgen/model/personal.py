"""Labels of personal facts, by the words in ``personal.yaml``: birth, phone, home, pay, health."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cvgen.model.marks import Visibility
from cvgen.patterns import pattern
from cvgen.synonyms import read_data_file

_FILE = Path(__file__).with_suffix(".yaml")
_HEADS = "privat|wohn|heim|heimat|post|melde|hjemme|hem|bostads|privé|thuis|woon|koti"
_COMPOUND = rf"(?:{_HEADS})(?:adress?e?|anschrift|telefon|handy|nummer|osoite)(?!\w)"
_NUMBERS = (
    r"(?:ssn|iban|nino|ahv|dni|nie|cpf|bsn|pesel|nif|itin|nric|aadhaar|инн|снилс|gdb|rqth)(?!\w)"
)
_PART = pattern(r"[^\s\d.,:;/()+&°_-]+")


@functools.lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    """The words of each kind, without case and accents."""
    return {kind: frozenset(_plain(text).split()) for kind, text in read_data_file(_FILE).items()}


@functools.lru_cache(maxsize=1)
def _within() -> re.Pattern[str]:
    """A regular expression for parts that make any label personal."""
    texts = {kind: _plain(text).split(", ") for kind, text in read_data_file(_FILE).items()}
    starts = "|".join([*map(re.escape, texts["within"]), _NUMBERS, _plain(_COMPOUND)])
    return re.compile(rf"(?<!\w)(?:{starts})|{'|'.join(texts['anywhere'])}")


def _plain(text: str) -> str:
    """``text`` without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in parts if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", kept)


def is_personal(label: str, *, topics: bool = False) -> bool:
    """True if ``label`` names something personal; with ``topics``, Religion may be a topic."""
    plain = _plain(label).strip(" *_:：")
    if not topics and plain.strip(".") in _words()["header"]:
        return True
    return _is_contact(plain, topics) or _within().search(plain) is not None


def _is_contact(plain: str, topics: bool) -> bool:
    """True if a label names a phone or a home, as Mobil privat does, and nothing else."""
    words, known = set(_PART.findall(plain)), _words()
    contact = known["contact"] | known["header_contact"]
    named = words & (known["contact"] if topics else contact)
    return bool(named) and words <= contact | known["beside"]


def with_default_visibility(value: Any, *, topics: bool = False) -> Any:
    """``value``, a mapping with a label: personal if its label is, and no mark says otherwise."""
    if not isinstance(value, dict) or _has_visibility(value):
        return value
    if any(is_personal(text, topics=topics) for text in _texts(value.get("label"))):
        return {**value, "visibility": Visibility.PERSONAL.value}
    return value


def _has_visibility(value: Any) -> bool:
    if isinstance(value, dict):
        return "visibility" in value or any(map(_has_visibility, value.values()))
    return isinstance(value, list) and any(map(_has_visibility, value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
