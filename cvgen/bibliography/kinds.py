"""Words that all three formats share: statuses, dates, identifiers and arXiv's own journal."""

from __future__ import annotations

from cvgen.patterns import pattern

FIELDS = (
    "type", "title", "authors", "editors", "venue", "series", "volume", "issue", "pages", "genre",
    "publisher", "institution", "location", "date", "status", "award", "rank", "doi", "arxiv",
    "url", "selected", "note",
)  # fmt: skip
"""The fields of a publication that a bibliography fills, in the order in which they are shown."""
_STATUS_WORDS = {
    "in press": "in press", "inpress": "in press", "forthcoming": "to appear",
    "to appear": "to appear", "to be published": "to appear", "accepted": "accepted",
    "accepted for publication": "accepted", "under review": "under review",
    "in review": "under review", "submitted": "submitted", "under submission": "submitted",
    "submitted for publication": "submitted", "in preparation": "in preparation",
    "inpreparation": "in preparation", "manuscript in preparation": "in preparation",
    "prepublished": "preprint", "preprint": "preprint",
}  # fmt: skip
LATEX_STATUS = {
    "in press": "inpress", "to appear": "forthcoming", "submitted": "submitted",
    "in preparation": "inpreparation",
}  # fmt: skip
"""What biblatex calls a status."""
ARXIV = pattern(
    r"(?:arxiv\s*(?:preprint)?\s*[:,]?\s*)*(?:https?://arxiv\.org/(?:abs|pdf)/)?"
    r"(?P<id>\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)(?:\.pdf)?"
    r"(?:\s*\[[\w.-]+\])?", 2
)  # fmt: skip
"""An arXiv identifier in any form; the flag is ``re.IGNORECASE``."""
DOI = pattern(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi\s*:?\s*)*(10\.\d{4,9}/\S+?)[.,;\s]*", 2)
_ISO = pattern(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T[\d:.Z+-]*)?[?~%]?")
TYPE_WORDS = {
    "phdthesis": "PhD thesis", "mathesis": "Master's thesis", "bathesis": "Bachelor's thesis",
    "techreport": "Technical report", "resreport": "Research report",
    "candthesis": "Candidate thesis", "patent": "Patent", "patentus": "US patent",
    "patenteu": "European patent", "patentde": "German patent", "patentfr": "French patent",
    "patentuk": "British patent", "patreq": "Patent request", "patrequs": "US patent request",
    "patreqeu": "European patent request", "software": "", "datacd": "Data CD", "audiocd": "",
}  # fmt: skip
"""Words of biblatex for the field ``type``."""
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}


def status_of(text: str) -> str | None:
    """The status that all of ``text`` means, as a CV writes it; None if it means none."""
    return _STATUS_WORDS.get(" ".join(text.lower().strip(" .()[]").split()))


def arxiv_of(text: str) -> str | None:
    """The arXiv identifier that all of ``text`` is."""
    match = ARXIV.fullmatch(text.strip().rstrip("."))
    return match["id"] if match else None


def doi_of(text: str) -> str | None:
    """The DOI that all of ``text`` is, without ``https://doi.org/``."""
    match = DOI.fullmatch(text.strip())
    return match[1] if match else None


def iso_date(text: str) -> str | None:
    """One date of EDTF (``2021``, ``2021-05``, ``2021-21``) as a CV writes it, if it is one."""
    match = _ISO.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = match[1], match[2], match[3]
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    if month is None or not 1 <= int(month) <= 12:
        return year if month is None or month == "00" else None
    if day is None or day == "00":
        return f"{year}-{month}"
    return f"{year}-{month}-{day}" if 1 <= int(day) <= _days(int(year), int(month)) else None


def _days(year: int, month: int) -> int:
    """The number of days of a month."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def date_range(text: str) -> str | None:
    """``2022-03/2022-05`` as a CV writes a range, ``2022-03`` as itself; None if it is neither."""
    start, slash, end = text.strip().partition("/")
    first, last = iso_date(start), iso_date(end)
    if not slash or first is None:
        return first if not slash else last if not start else None
    if end.strip() in ("", ".."):
        return first
    return first if first == last else f"{first}..{last}" if last else None
