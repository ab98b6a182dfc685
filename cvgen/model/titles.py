"""Titles around a name, in the languages of cvgen: `Dr.`, `mgr inż.`, `Maître`, `ד״ר`."""

from __future__ import annotations

import unicodedata

from cvgen.patterns import pattern

_USUAL = """
dr drs dra dre drin dring drhc drmed drphil prof profdr profa profin profssa professor
professora professoressa professeur professeure professori pr pre mr mrs ms mx miss sir dame
rev revd dott dottore dottssa dottoressa sig sigra sigrina avv dipling diplinf diplphys
diplchem diplmath diplbiol diplkfm diplpsych univprof privdoz herr frau maître maitre
docteur docteure monsieur madame mme mlle doktor doctor doutor doutora doña dña sr sra srta
enga dhr mevr docent dosentti mgr bc rndr mudr mvdr judr phdr paeddr thdr doç öğr arş yrd
uzm sayın msc bsc phd др проф доц акад гн гжа доктор професор профессор академик пан пані
δρ καθ καθηγητής καθηγήτρια κα κος κύριος κυρία الدكتور الدكتورة دكتور دكتورة السيد السيدة
الأستاذ الأستاذة المهندس المهندسة مهندس مهندسة דר פרופ פרופסור מר גב גברת עוד אינג דוקטור डॉ
डा प्रो श्री श्रीमती सुश्री डॉक्टर प्रोफेसर
"""
_WITH_A_DOT = """
ir ing mag dipl lic eng arq arch univ priv doz doc cand stud tri ft tkt lek adw inż hab op
av sn gör geom rag κ п د أد أ ا م
"""
_SECOND = """
rer nat med phil habil hc jur oec pol theol techn dent vet ssa hab inż arch üyesi gör
görevlisi
"""
_LAST = """
教授 副教授 准教授 特任教授 助教 講師 讲师 博士 先生 女士 老師 老师 さん 氏 박사 교수 씨 님
"""
_TITLES = frozenset(_USUAL.split())
"""Titles before a name, in lower case without dots, hyphens and quotes."""
_DOTTED_TITLES = frozenset(_WITH_A_DOT.split())
"""Titles that without a dot may also be names."""
_CASED_TITLES = ("M.A.", "B.A.", "Me")
"""Titles that are initials or words in another spelling."""
_AFTER_TITLE = frozenset(_SECOND.split())
"""What may follow a title and belongs to it: ``rer.``, ``hab.``, ``Üyesi``."""
_BEHIND = frozenset(_LAST.split())
"""Titles behind a name."""
_SIGNS = str.maketrans(dict.fromkeys(".-‐‑\"'’״׳″′॰ªº"))
_GLUED = pattern(r"\.(?=[^\W\d_]{2})")
_ABBREVIATION = pattern(r"(?:.*[^\W\d_])?[^\W\d_]{2}\.")
_LEAST = 2  # words that stay


def untitled(name: str) -> str:
    """``name``, given names first, without titles; at least two words stay."""
    words = name.split()
    if len(words) > _LEAST and words[-1] in _BEHIND:
        words = words[:-1]
        name = " ".join(words)
    if "." not in name and not (words and (words[0] == "PD" or _is_title(words[0], False))):
        return name
    if words[:1] == ["PD"] and len(words) > _LEAST and _is_title(words[1], False):
        words = words[1:]  # initials otherwise
    is_title = False
    while len(words) > _LEAST or (words and _GLUED.search(words[0])):
        if _is_title(words[0], is_title):
            is_title, words = True, words[1:]
            continue
        first, dot, rest = words[0].partition(".")
        if not dot or not rest or not _is_title(f"{first}.", is_title):
            break
        words = [f"{first}.", rest, *words[1:]]
    return " ".join(words)


def without_abbreviations(name: str) -> str:
    """``name`` without the abbreviations before it, titles of any kind; two words stay."""
    words = untitled(name).split()
    while len(words) > _LEAST and _is_abbreviation(words[0]):
        words = words[1:]
    return " ".join(words)


def _is_abbreviation(word: str) -> bool:
    """True if ``word`` is shortened, but not an initial: ``Dipl.``, ``h.c.``"""
    return _ABBREVIATION.fullmatch(word) is not None or (word[0].islower() and word[-1] == ".")


def _is_title(word: str, is_after_title: bool) -> bool:
    """True if ``word`` is a title, or the rest of one: ``rer.`` and ``h.`` behind ``Dr.``"""
    key = unicodedata.normalize("NFC", word.casefold()).translate(_SIGNS)
    if key in _TITLES or word in _CASED_TITLES or ("." in word and key in _DOTTED_TITLES):
        return True
    return is_after_title and (key in _AFTER_TITLE or (word[:1].islower() and word.endswith(".")))
