"""Volumes, issues and pages without the labels and the marks at their end that were typed."""

from __future__ import annotations

import re

from cvgen.patterns import pattern

_WORDS = {
    "volume": r"vol(?:ume)?s?|band|bde?|tome|tomo|tom|ročník|roč|cilt|том|v|t|т",
    "issue": r"no|nos|nr|nro|issue|iss|heft|h|numéro|número|numero|number|num|núm|n|č|sayı|№|#",
    "pages": r"pp?|pgs?|pages?|seiten?|ss?|strony?|str|págs?|páginas?|pagin[ae]|pag|blz|σσ?|стр|с",
}
_LABELS = {
    key: pattern(
        rf"(?:{words})(?:\s?[.:]\s?[º°]?\s?|\s?[º°]\s?|\s|(?<=[^\W\d_]{{2}})|(?<=[№#]))"
        r"(?=[A-Za-z]{0,2}\d|[ivxlcIVXLC]+\b)",
        re.IGNORECASE,
    )
    for key, words in _WORDS.items()
}
_ENDS = pattern(r"(?:[\s,;:]|(?<=[\dIVXLC])\.|(?<=\d[A-Za-z])\.)+$")
_DASH = pattern(r"(?<=\d)\s?[\u2010-\u2015\u2212]\s?(?=[A-Za-z]?\d)")
_HYPHEN = pattern(r"(?<=\d)(?:-{1,2}|\s-\s)(?=[A-Za-z]?\d)")
_ARTICLE_WORD = pattern(r"(?:art(?:\.|[^\W\d_]+)?|paper|id|no|nr)(?![^\W\d_]).*\d", re.IGNORECASE)
_ARTICLE = pattern(r"(?:[eE]\d+|[a-z]{3,6}\d{4,}|[A-Za-z]?\d{5,}[A-Za-z]?)(?:\s*\([^()]*\))?")


def without_label(text: str, key: str) -> str:
    """``text`` without the label for ``key``, with en dashes: ``12–20`` of ``pp. 12-20``."""
    match = _LABELS[key].match(text)
    bare = _DASH.sub("\N{EN DASH}", without_end(text[match.end() :] if match else text))
    return _HYPHEN.sub("\N{EN DASH}", bare) if key == "pages" else bare


def without_end(text: str) -> str:
    """``text`` without a final full stop or comma; the dot of ``ff.`` and ``Suppl.`` stays."""
    return _ENDS.sub("", text)


def is_article(pages: str) -> bool:
    """True if ``pages`` is the number of an article: ``e12345``, ``Article 7``, ``107234``."""
    bare = without_label(pages, "pages")
    if _ARTICLE_WORD.match(bare):
        return True
    is_labelled = _LABELS["pages"].match(pages) is not None
    return _ARTICLE.fullmatch(bare) is not None and not (is_labelled and bare.isdigit())
