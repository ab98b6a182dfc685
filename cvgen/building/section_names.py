"""Which type a section is meant to be: told by its title in any language, and by its entries."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection

from cvgen.building.validate import keys_of
from cvgen.locales import locale_names, section_titles
from cvgen.sections import SECTION_TYPES
from cvgen.synonyms import KEYS, SECTIONS, meant, plain, words_of

_HABITS = (
    ("experience", "leadership research industry praxis werdegang laufbahn praktika praktikum "
     "erfahrung erfahrungen tätigkeiten berufspraxis nebenjobs stages stage parcours pasantías "
     "prácticas estágios tirocini esperienza esperienze experiencia experiência expérience "
     "expériences staże clinical"),
    ("education", "studium schule schulbildung bildung weiterbildung fortbildung abschlüsse études "
     "formation formations estudios estudos studi istruzione opleiding"),
    ("projects", "projekte research leadership projets proyectos projetos progetti theses"),
    ("publications", "publikationen schriften writing bücher articles"),
    ("teaching", "lehraufträge lehrtätigkeit enseignement docencia docência didattica cours"),
    ("supervision", "betreute abschlussarbeiten encadrement doktoranden"),
    ("talks", "präsentationen konferenzen conférences ponencias conferencias palestras posters"),
    ("awards", "preise ehrungen prix premios prêmios premi distinctions accomplishments"),
    ("certifications", "zertifizierungen scheine lizenzen kurse workshops"),
    ("volunteering", "outreach leadership engagement ehrenämter bénévolat voluntariado civic "
     "volontariato extracurricular extracurriculars activities hochschulengagement"),
    ("service", "review reviews gutachten gremien gremienarbeit outreach refereeing reviewer "
     "committee editorial activities "),
    ("funding", "förderung stipendien subventions becas financement"),
    ("skills", "fähigkeiten edv kompetenzen compétences competencias tools"),
    ("languages", "fremdsprachen sprachkenntnisse langues idiomas lingue"),
    ("memberships", "vereine verbände"),
    ("interests", "hobbys loisirs"),
)  # fmt: skip
"""Words that sections are headed with besides their titles; some may mean several types. The types
that most CVs have come first.
"""
_MOST = 3


def section_named(name: str, used: Collection[str] = ()) -> str | None:
    """The section type that is meant by ``name``, a title in any language cvgen has words for.

    Where it may mean several, the one that the keys ``used`` in its entries fit best.
    """
    known = SECTION_TYPES.names()
    if found := meant(name, SECTIONS, known):
        return found
    whole = _meanings(name)
    words = [part for part in re.split(r"[\s_&/,-]+", name) if part]
    parts = whole or [kind for word in reversed(words) for kind in _meanings(word)]
    return max(parts, key=lambda kind: _fit(kind, used), default=None)


def types_fitting(used: Collection[str]) -> list[str]:
    """The section types that the keys ``used`` fit best, the most common ones first, three at most;
    none where most of the keys are of no type.
    """
    scores = {kind: _fit(kind, used) for kind in SECTION_TYPES.names()}
    best = max(scores.values())
    common = dict.fromkeys([*(kind for kind, _ in _HABITS), *scores])
    found = [kind for kind in common if scores[kind] == best]
    return found[:_MOST] if 2 * len(_known_of(found[0], used)) >= len(used) > 0 else []


def _meanings(word: str) -> list[str]:
    known, key = SECTION_TYPES.names(), plain(word)
    if word.casefold() in known:
        return [word.casefold()]
    named = (*words_of(SECTIONS).get(key, ()), *_titles().get(key, ()))
    return [kind for kind in dict.fromkeys((*named, *_by_habit().get(key, ()))) if kind in known]


@functools.lru_cache
def _by_habit() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in _HABITS:
        for word in words.split():
            found[plain(word)] = (*found.get(plain(word), ()), kind)
    return found


@functools.lru_cache
def _titles() -> dict[str, tuple[str, ...]]:
    """The types that a section with this title is of, by the languages that cvgen knows."""
    found: dict[str, tuple[str, ...]] = {}
    for tag in locale_names():
        for name, title in section_titles(tag).items():
            kind = name.removeprefix("selected_")
            found[plain(title)] = (*found.get(plain(title), ()), kind)
    return found


def _fit(kind: str, used: Collection[str]) -> float:
    return round(sum(_known_of(kind, used).values()), 3)


def _known_of(kind: str, used: Collection[str]) -> dict[str, float]:
    """The keys of ``kind`` that are ``used``, and how sure each is: the keys that a word means in
    the first place are surer than the others.
    """
    keys = _keys(kind)
    found = {word: 1.0 for word in used if word in keys}
    for word in used:
        if word not in keys and (key := meant(word, KEYS, keys)):
            place = words_of(KEYS)[plain(word)].index(key)
            found.setdefault(key, max(0.1, 0.9 - 0.1 * place))
    return found


def _keys(kind: str) -> list[str]:
    return keys_of(SECTION_TYPES[kind].entry)
