"""The terms of a job text: technologies, acronyms, names and phrases that say what is asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cvgen.match.job_text import Part, Sentence, sentences
from cvgen.match.vocabulary import Vocabulary, Word, split_rows
from cvgen.patterns import pattern

MAX_WORDS = 3
_WEIGHTS: dict[Part, int] = {"title": 6, "need": 6, "task": 4, "wish": 2, "intro": 1, "skip": 0}
_MUST = 3
_TECHNICAL = pattern(
    r"[A-Z][A-Z0-9&]+s?|\w*[a-z]\w*[A-Z]\w*|[A-Z]\w*[A-Z]\w*|(?=\w*[A-Za-z])[A-Za-z]\w*\d\w*"
)
_SHORT = pattern(r"\s*\(([A-Z][A-Za-z0-9]{1,7})\)")
_MAX_LETTERS = 60  # letters; longer words are not names, and would take long to examine
_MAX_COUNTED = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A term as the job text first has it, and all ``forms`` in which the text writes it.

    It is found by its ``keys``, or in another order by ``words``, the sorted keys of its words. The
    higher ``weight``, the more the text asks for it; ``must`` if it says so in words.
    """

    text: str
    keys: frozenset[str]
    words: tuple[str, ...]
    forms: tuple[str, ...]
    weight: int
    must: bool = False
    part: Part = "need"


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words of a sentence that may be a term."""

    words: tuple[Word, ...]
    text: str
    group: str | None = None
    named: bool = False
    technical: bool = False
    units: int = 1


def terms_of(text: str, known: Vocabulary) -> list[Term]:
    """The terms of ``text``, each once, the most wanted first."""
    parts = sentences(text, known)
    ignored = _names_to_ignore(parts, known)
    found: dict[str, Term] = {}
    short: dict[str, str] = {}
    for sentence in parts:
        weight = _WEIGHTS[sentence.part] + _MUST * sentence.must
        for one in _candidates(sentence, known):
            if not weight or not _is_wanted(one, sentence, ignored):
                continue
            key = one.group or known.joined_key(one.words)
            key = short.get(key, key)
            words = tuple(sorted(word.key for word in one.words))
            term = Term(one.text, frozenset({key}), words, (one.text,), weight, sentence.must,
                        sentence.part)  # fmt: skip
            found[key] = _with_more(found[key], term) if key in found else term
            for acronym in _acronym(one, sentence, known):
                short.setdefault(acronym, key)
    merged = _with_acronyms(found, short)
    return sorted(merged, key=lambda term: -term.weight)


def _with_more(term: Term, again: Term) -> Term:
    """``term`` after it was found once more; only the first few times count."""
    most = _MAX_COUNTED * max(term.weight, again.weight)
    weight = min(most, term.weight + again.weight)
    forms = tuple(dict.fromkeys((*term.forms, *again.forms)))
    return replace(term, weight=weight, forms=forms, must=term.must or again.must)


def _with_acronyms(found: dict[str, Term], short: dict[str, str]) -> list[Term]:
    """The terms; an acronym that the text explains is one term with its meaning."""
    for acronym, key in short.items():
        term = found.get(key)
        if term is None or acronym == key:
            continue
        other = found.pop(acronym, None)
        term = _with_more(term, other) if other else term
        found[key] = replace(term, keys=term.keys | {acronym})
    return list(found.values())


def _acronym(one: _Candidate, sentence: Sentence, known: Vocabulary) -> Iterator[str]:
    """The key of the acronym in parentheses after ``one``."""
    match = _SHORT.match(sentence.text, one.words[-1].end)
    if match is None:
        return
    initials = "".join(word.text[0] for word in one.words).casefold()
    letters = match[1].casefold()
    if len(initials) > 1 and (letters.endswith(initials) or initials == letters.rstrip("s")):
        yield known.joined_key(known.words(match[1]))


def _names_to_ignore(parts: Iterable[Sentence], known: Vocabulary) -> frozenset[str]:
    """The keys of capitalized words in parts about the company or the procedure."""
    return frozenset(
        word.key
        for sentence in parts
        if sentence.part == "skip"
        for word in known.words(sentence.text)
        if word.text[0].isupper()
    )


def _is_wanted(one: _Candidate, sentence: Sentence, ignored: frozenset[str]) -> bool:
    """True if ``one`` is asked for, and no name of a place or the company, or word about it."""
    if one.group or one.technical:
        return True
    if sentence.part == "intro" and (one.named or one.units == 1):
        return False
    return not one.named or not {word.key for word in one.words} <= ignored


def _candidates(sentence: Sentence, known: Vocabulary) -> Iterator[_Candidate]:
    """The possible terms in ``sentence``, from left to right."""
    words = known.words(sentence.text)
    capitals = known.nouns_have_capitals or _is_title_case(words, known)
    heading = capitals and not known.nouns_have_capitals and sentence.part == "intro"
    finder = _Finder(sentence.text, known, capitals)
    position = 0
    for start, end, group in [*known.spans(words), (len(words), len(words), "")]:
        for one in finder.among(words[position:start]):
            yield replace(one, named=True) if heading and not one.technical else one
        if end > start:
            yield finder.candidate([words[start:end]], group)
        position = end


@dataclass(frozen=True)
class _Finder:
    """Finds what may be a term in a sentence; in ``capitals``, capital letters are no names."""

    text: str
    known: Vocabulary
    capitals: bool

    def among(self, words: list[Word]) -> Iterator[_Candidate]:
        """What may be a term among ``words``, none of which is part of a known one."""
        run: list[list[Word]] = []
        is_cut = False
        for whole in [*split_rows(words, lambda word: word.gap not in ("-", "")), []]:
            compounds = self.known.nouns_have_capitals
            unit = _without_generic_ending(whole, self.known) if compounds else whole
            filler = not unit or _is_filler(unit, self.known)
            if run and (filler or is_cut or unit[0].gap == ","):
                yield from self._of_run(run)
                run = []
            is_cut = len(unit) < len(whole)  # the rest of the word is between it and the next
            if not filler:
                run.append(unit)

    def _of_run(self, run: list[list[Word]]) -> Iterator[_Candidate]:
        """The candidates in a row of words: technologies and names alone, the rest as phrases."""
        phrase: list[list[Word]] = []
        name: list[list[Word]] = []
        for unit in [*run, []]:
            has_capital = bool(unit) and unit[0].text[0].isupper() and unit[0].start > 0
            is_name = has_capital and not self.capitals
            technical = bool(unit) and _is_technical(unit)
            if name and not (is_name or technical):
                technical_name = any(map(_is_technical, name))
                if technical_name or self._is_term(name):
                    found = self.candidate(name)
                    yield replace(found, named=not technical_name, technical=technical_name)
                name = []
            if phrase and (not unit or is_name or technical):
                yield from self._phrase(phrase)
                phrase = []
            if is_name or technical:
                name.append(unit)
            elif unit:
                phrase.append(unit)

    def _phrase(self, units: list[list[Word]]) -> Iterator[_Candidate]:
        """The end of a row of plain words, if it is a term."""
        if self.known.nouns_have_capitals:
            yield from self._nouns(units)
        elif self._is_term(units[-MAX_WORDS:]):
            yield self.candidate(units)

    def _nouns(self, units: list[list[Word]]) -> Iterator[_Candidate]:
        """Nouns, which have capitals, each row of them with the adjective before it."""
        row: list[list[Word]] = []
        for unit in [*units, []]:
            noun = bool(unit) and unit[0].text[0].isupper()
            if row and not noun and row[-1][0].text[0].isupper() and self._is_term(row):
                yield self.candidate(row)
                row = []
            if unit:
                row = [*row, unit] if noun else [unit]

    def _is_term(self, units: list[list[Word]]) -> bool:
        return len(units) > 1 or not _is_weak(units[0], self.known)

    def candidate(self, units: list[list[Word]], group: str | None = None) -> _Candidate:
        """The last of ``units`` as one candidate."""
        units = units[-MAX_WORDS:] if group is None else units
        words = tuple(word for unit in units for word in unit)
        text = self.text[words[0].start : words[-1].end]
        return _Candidate(words, text, group, units=len(units))


def _without_generic_ending(unit: list[Word], known: Vocabulary) -> list[Word]:
    """``unit`` without a final word that every job text has, as in Java-Kenntnisse."""
    end = len(unit)
    while end > 1 and known.is_in([unit[end - 1]], known.filler):
        end -= 1
    return unit[:end] if not known.is_in(unit, known.filler) else unit


def _is_filler(unit: list[Word], known: Vocabulary) -> bool:
    """True if ``unit`` is a stop word, a number, or a word that every job text has."""
    first = unit[0].text
    if not any(char.isalpha() for char in first) or len(first) == 1 == len(unit):
        return True
    if first[0].isdigit() and not re.fullmatch(r"\d[A-Z]+", first):
        return True
    if len(unit) == 1 and known.language == "en" and first.islower() and first.endswith("ly"):
        return True
    if known.is_in(unit, known.filler):
        return True
    return not _is_technical(unit) and all(
        known.is_stop(word) or known.is_in([word], known.filler) for word in unit
    )


def _is_weak(unit: list[Word], known: Vocabulary) -> bool:
    """True if ``unit`` is not a term alone."""
    text = unit[-1].text
    is_adjective = text.islower() and text.endswith(tuple(known.data["weak_endings"]))
    return known.is_in(unit, known.weak) or is_adjective or len(text) < 3


def _is_technical(unit: list[Word]) -> bool:
    """True if ``unit`` looks like an acronym or the name of a technology."""
    return all(len(w.text) <= _MAX_LETTERS and _TECHNICAL.fullmatch(w.text) for w in unit)


def _is_title_case(words: list[Word], known: Vocabulary) -> bool:
    """True if most words begin with a capital, as in a title, so that capitals mean nothing."""
    content = [w for w in words if w.text.casefold() not in known.stop and w.text[0].isalpha()]
    capitals = sum(word.text[0].isupper() for word in content)
    return len(content) > 2 and capitals * 5 >= len(content) * 3
