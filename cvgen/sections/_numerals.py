"""Volumes, issues and pages as they are typed, without the label that the document puts there."""

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


def without_label(text: str, key: str) -> str:
    """``text``, typed at ``key``, without its label: ``12-20`` of ``pp. 12-20`` at ``pages``."""
    match = _LABELS[key].match(text)
    return text[match.end() :] if match else text
