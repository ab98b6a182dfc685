"""What is known of a language for finding terms: stems, stop words, fillers and synonyms."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cvgen.patterns import pattern

_FOLDER = Path(__file__).parent / "words"
_SPELLINGS = (
    (pattern(r"(?<=[a-z]{2}[^aeiou])is(?=(e|ed|es|er|ers|ing|ation|ations)$)"), "iz"),
    (pattern(r"ys(?=(e|ed|es|er|ers|ing)$)"), "yz"),
    (pattern(r"^(behavi|col|lab|hon|hum|fav|tum|vap)our"), r"\1or"),
    (pattern(r"(?<=[hpn])ae|(?<=rch)ae"), "e"),
    (pattern(r"tre(?=s?$)"), "ter"),
    (pattern(r"ogramme"), "ogram"),
    (pattern(r"(?<=[a-z]{2}[aeiou])ll(?=(ed|ing|er|ers)$)"), "l"),
)
_LETTERS = r"[^\W_]+"
_WORD = rf"{_LETTERS}(?:['’]{_LETTERS})*"
_WORDS = pattern(_WORD)
_SYMBOL = pattern(r"[+#./&]")
_INITIAL = pattern(r"\b[A-Z]\. ?[A-Z]")
_MAX_WORDS = 5
_MIN_LETTERS = 3
_MAX_STEMS = 20_000


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as typed, its ``key`` for comparison, and where it starts and ends.

    The ``gap`` before it is empty, ``" "``, ``"-"``, or ``","`` for anything that ends a phrase.
    """

    text: str
    key: str
    start: int
    end: int
    gap: str


def split_rows(words: Iterable[Word], is_next: Callable[[Word], bool]) -> Iterator[list[Word]]:
    """``words`` in rows; a word that ``is_next`` begins the next row."""
    row: list[Word] = []
    for word in words:
        if row and is_next(word):
            yield row
            row = []
        row.append(word)
    if row:
        yield row


@dataclass(frozen=True)
class Vocabulary:
    """One language. ``filler`` words are never part of a term, and ``weak`` words no terms alone.

    ``synonyms`` maps the key of a form to that of its group. ``typed`` maps the key of a form that
    counts in one spelling only to that spelling and its group.
    """

    language: str
    stem: Callable[[str], str] = field(repr=False)
    stop: frozenset[str]
    data: Mapping[str, Any] = field(repr=False)
    filler: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    synonyms: Mapping[str, str] = field(default_factory=dict, repr=False)
    typed: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    pattern: re.Pattern[str] = _WORDS

    @property
    def nouns_have_capitals(self) -> bool:
        """True if a capital letter marks a noun and not only a name, as in German."""
        return str(self.data["nouns_have_capitals"]) == "true"

    def key(self, word: str) -> str:
        """The key of ``word`` for comparison: its stem, without accents, in one spelling."""
        if word.isupper() and len(word) > 1 and word.lower() in self.stop:
            return word  # the acronym IT is not the word it
        plain = word.casefold().replace("’", "'").removesuffix("'s")
        if not plain.isalnum():
            return plain.replace("'", "")
        for ending in self.data["endings"]:
            if plain.endswith(ending) and len(plain) > len(ending) + _MIN_LETTERS:
                plain = plain.removesuffix(ending)
                break
        if self.language == "en":
            plain = _without_accents(plain)
            for pattern, wanted in _SPELLINGS:
                plain = pattern.sub(wanted, plain)
        return _without_accents(self.stem(plain))

    def plain(self, word: str) -> str:
        """``word`` for the lists, closer to it than a :meth:`key`: designer is not design."""
        if self.language != "en":
            return self.key(word)
        word = word.casefold().replace("’", "'").removesuffix("'s")
        for spelling, wanted in _SPELLINGS:
            word = spelling.sub(wanted, word)
        return _uninflected(word)

    def is_in(self, words: Iterable[Word], names: frozenset[str]) -> bool:
        """True if ``words``, joined, are in a list."""
        return "".join(self.plain(word.text) for word in words) in names

    def is_stop(self, word: Word) -> bool:
        """True if ``word`` is a stop word; ``IT`` is not."""
        plain = word.text.casefold().replace("’", "'")
        return plain in self.stop and not (word.text.isupper() and len(plain) > 1)

    def words(self, text: str) -> list[Word]:
        """The words of ``text``."""
        found: list[Word] = []
        last = 0
        for match in self.pattern.finditer(text):
            between = text[last : match.start()] if found else ","
            gap = between if between in ("", "-", "\N{NON-BREAKING HYPHEN}") else ","
            gap = " " if between and between.isspace() else gap and gap.replace("‑", "-")
            key = f"{match[0]}." if _INITIAL.match(text, match.start()) else self.key(match[0])
            found.append(Word(match[0], key, match.start(), match.end(), gap))
            last = match.end()
        return found

    def joined_key(self, words: Iterable[Word]) -> str:
        """The key of the joined words, so that ``micro-services`` equals ``microservices``."""
        return "".join(word.key for word in words)

    def group(self, words: list[Word]) -> str | None:
        """The key of the group of synonyms that ``words`` belong to, or None."""
        key = self.joined_key(words)
        if key in self.synonyms:
            return self.synonyms[key]
        first, *others = words
        typed = first.text + "".join(f"{word.gap}{word.text}" for word in others)
        return self.typed.get(key, {}).get(typed)

    def spans(self, words: list[Word]) -> Iterator[tuple[int, int, str]]:
        """The ranges ``words[start:end]`` that are synonyms, each with its group; longest first."""
        start = 0
        while start < len(words):
            for end in range(min(len(words), start + _MAX_WORDS), start, -1):
                if any(word.gap == "," for word in words[start + 1 : end]):
                    continue
                group = self.group(words[start:end])
                if group is not None:
                    yield start, end, group
                    start = end - 1
                    break
            start += 1


def languages() -> list[str]:
    """The languages that have data."""
    return sorted(path.stem for path in _FOLDER.glob("*.yaml"))


def guess_language(text: str) -> str:
    """The language with the most stop words in ``text``; English if it has none.

    Single letters do not count: those of ``(m/w/d)`` are in the English list.
    """
    shares = stop_words_of(text)
    best = max(shares, key=lambda name: (shares[name], name == "en"))
    return best if shares[best] else "en"


def stop_words_of(text: str) -> dict[str, int]:
    """How many words of ``text`` are stop words of each of :func:`languages`."""
    words = [word.casefold() for word in re.findall(r"[^\W\d_]{2,}", text)]
    return {name: sum(word in _stop_words(name) for word in words) for name in languages()}


@functools.lru_cache
def vocabulary(language: str) -> Vocabulary:
    """The vocabulary of ``language``, which is one of :func:`languages`."""
    import snowballstemmer

    from cvgen.source.tree import to_plain
    from cvgen.source.yaml_source import read_yaml

    path = _FOLDER / f"{language}.yaml"
    data = to_plain(read_yaml(path.name, path.read_bytes()).root)
    assert isinstance(data, dict)
    stem = functools.lru_cache(_MAX_STEMS)(snowballstemmer.stemmer(data["stemmer"]).stemWord)
    stop = _stop_words(language) - set(str(data["keep"] or "").split())
    forms = _forms()
    typed_words = {word.rstrip("!") for group in forms for form in group for word in form.split()}
    symbols = sorted(filter(_SYMBOL.search, typed_words), key=lambda word: (-len(word), word))
    special = "|".join(map(re.escape, symbols))
    word = _WORD if language == "en" else _LETTERS  # l'ingénieur is two words
    words = re.compile(rf"(?<![\w+#])(?i:{special})(?![\w+#])|{word}")
    bare = Vocabulary(language, stem, stop, data, pattern=words)
    synonyms, typed = _groups(bare, forms)

    def keys(name: str) -> frozenset[str]:
        words = map(bare.words, str(data[name]).split())
        return frozenset("".join(bare.plain(part.text) for part in word) for word in words)

    return Vocabulary(
        language, stem, stop, data, keys("filler"), keys("weak"), synonyms, typed, words
    )


def _groups(
    bare: Vocabulary, forms: list[list[str]]
) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """The ``synonyms`` and the ``typed`` forms of a vocabulary."""
    synonyms: dict[str, str] = {}
    typed: dict[str, dict[str, str]] = {}
    for group in forms:
        name = bare.joined_key(bare.words(group[0].rstrip("!")))
        for form in group:
            key = bare.joined_key(bare.words(form.rstrip("!")))
            if form.endswith("!"):
                typed.setdefault(key, {})[form.rstrip("!")] = f"={name}"
            else:
                synonyms[key] = f"={name}"
    return synonyms, typed


def _forms() -> list[list[str]]:
    """The forms of each group of synonyms, as the data file writes them."""
    lines = (_FOLDER / "synonyms.txt").read_text("utf-8").splitlines()
    return [[form.strip() for form in line.split(" = ")] for line in lines if line[:1] not in "#"]


@functools.lru_cache
def _stop_words(language: str) -> frozenset[str]:
    from stop_words import get_stop_words

    return frozenset(word.casefold() for word in get_stop_words(language))


def _uninflected(word: str) -> str:
    """An English word without the endings of plurals and verbs."""
    if word.endswith(("ies", "ied")) and len(word) > 4:
        return f"{word[:-3]}y"
    for end in ("ing", "ed", "es", "s", "e"):
        if not word.endswith(end) or len(word) < len(end) + 3 or word.endswith("ss"):
            continue
        base = word.removesuffix(end)
        doubled = end in ("ing", "ed") and base[-1] == base[-2] and base[-1] in "bdgmnprt"
        return base[:-1] if doubled else base
    return word


def _without_accents(word: str) -> str:
    parts = unicodedata.normalize("NFKD", word)
    return "".join(char for char in parts if not unicodedata.combining(char))
