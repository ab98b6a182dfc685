"""Made-up CVs for property tests: plain data with marks, every text a word of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

AUDIENCES = ["academic", "industry", "lab"]
TAGS = ["rust", "teaching", "c"]
RANKS = {"public": 0, "personal": 1, "private": 2}
PERSONAL_KEYS = {"phone", "addresses"}
PRIVATE_KEYS = {"nationality", "work_authorization", "referee_phone"}
WORD = re.compile(r"w\d+x")
_SLOT = re.compile(r"\bW\b")
_MARK_NAMES = {"for", "not_for", "tags", "visibility", "priority"}

Data = Any
MARKS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        "for": st.lists(st.sampled_from(AUDIENCES), min_size=1, max_size=2, unique=True),
        "not_for": st.sampled_from(AUDIENCES),
        "tags": st.lists(st.sampled_from(TAGS), min_size=1, max_size=2, unique=True),
        "visibility": st.sampled_from(list(RANKS)),
        "priority": st.integers(1, 5),
    },
)
PLAIN = st.sampled_from(["W", "W W", "*W* W", "**W**", "`W`: W", "[W](https://example.org)"])


def marked(fields: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[Data]:
    """``fields`` with some marks beside them."""
    return st.builds(lambda content, marks: {**content, **marks}, fields, MARKS)


ALTERNATIVE = st.fixed_dictionaries({"text": PLAIN, "for": st.sampled_from(AUDIENCES)})
MARKED_TEXT = marked(st.fixed_dictionaries({"text": PLAIN}))
TEXT = st.one_of(
    PLAIN,
    MARKED_TEXT,
    st.builds(lambda first, last: [*first, last], st.lists(ALTERNATIVE, min_size=1, max_size=2),
              st.one_of(PLAIN, ALTERNATIVE)),
)  # fmt: skip
TEXTS = st.lists(st.one_of(PLAIN, MARKED_TEXT), min_size=1, max_size=3)
YEAR = st.integers(1990, 2030).map(str)


def some(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Data]:
    """A mapping with marks, the required keys and some of the others."""
    return marked(st.fixed_dictionaries(required, optional=optional))


_COMMON = {"highlights": TEXTS, "summary": TEXT, "note": TEXT, "date": YEAR, "location": TEXT}
_ROLE = some({"role": PLAIN}, {"highlights": TEXTS, "note": TEXT})
_GRADE = st.one_of(PLAIN, some({"value": TEXT}, {"scale": PLAIN, "note": TEXT}))
ENTRIES: dict[str, st.SearchStrategy[Data]] = {
    "experience": some({"role": PLAIN}, {**_COMMON, "organization": TEXT, "supervisors": TEXTS,
                                         "roles": st.lists(_ROLE, min_size=1, max_size=2)}),
    "education": some({"degree": TEXT}, {**_COMMON, "institution": PLAIN, "grade": _GRADE}),
    "publications": some({"title": PLAIN}, {**_COMMON, "selected": st.booleans(),
                                            "type": st.sampled_from(["journal", "book"]),
                                            "authors": st.just(["W W", "Ada W"])}),
    "awards": some({"title": PLAIN}, {**_COMMON, "awarder": TEXT}),
    "skills": some({"items": TEXTS}, {"group": PLAIN}),
    "languages": some({"language": PLAIN}, {"level": TEXT}),
    "bullets": st.one_of(PLAIN, some({"text": PLAIN}, {"note": TEXT})),
    "references": some({"name": PLAIN}, {"phone": TEXT, "relation": TEXT}),
}  # fmt: skip


@st.composite
def sections(draw: st.DrawFn) -> Data:
    """A mapping of sections, some of them with a head."""
    made = {}
    for key in draw(st.lists(st.sampled_from(list(ENTRIES)), max_size=4, unique=True)):
        entries = draw(st.lists(ENTRIES[key], min_size=1, max_size=4))
        head = draw(st.one_of(st.none(), some({}, {"title": PLAIN, "note": PLAIN})))
        made[key] = entries if head is None else {**head, "entries": entries}
    return made


PERSON = st.fixed_dictionaries(
    {"name": st.just("Ada Example")},
    optional={
        "headline": TEXT, "affiliation": TEXT, "location": TEXT, "summary": TEXT,
        "phone": TEXTS, "nationality": TEXT, "interests": TEXTS,
        "email": st.just("W@example.org"),
        "addresses": st.lists(some({"text": PLAIN}, {"label": PLAIN}), min_size=1, max_size=2),
        "links": st.lists(some({"url": st.just("https://W.example")}, {}), min_size=1, max_size=2),
        "work_authorization": st.lists(
            some({"status": PLAIN}, {"note": TEXT}), min_size=1, max_size=2
        ),
        "facts": st.lists(some({"label": PLAIN, "value": PLAIN}, {}), min_size=1, max_size=2),
    },
)  # fmt: skip
RULE = st.fixed_dictionaries(
    {},
    optional={
        "entries": st.integers(0, 3),
        "highlights": st.lists(st.integers(0, 2), min_size=1, max_size=2),
        "since": st.sampled_from(["2010", "10y", "30m"]),
        "only": st.sampled_from(["selected", "rust", "journal"]),
    },
)
ORDER = st.lists(st.sampled_from([*ENTRIES, "...", "interests"]), max_size=6, unique=True)


def rules_for(names: list[str]) -> st.SearchStrategy[list[Any]]:
    """A rule, short or with caps, for each of the sections ``names``."""
    pairs = st.tuples(*(st.tuples(st.just(name), RULE) for name in names))
    return pairs.map(lambda made: [{name: rule} if rule else name for name, rule in made])


VARIANT: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"audience": st.sampled_from([*AUDIENCES, "all"])},
    optional={
        "include": st.lists(st.sampled_from(TAGS), max_size=2, unique=True),
        "exclude": st.lists(st.sampled_from(TAGS), max_size=1),
        "prefer": st.lists(st.sampled_from(TAGS), max_size=1),
        "visibility": st.sampled_from(list(RANKS)),
        "reveal": st.lists(st.sampled_from(["nationality", "work_authorization"]), max_size=1),
        "sections": ORDER.flatmap(rules_for),
    },
)  # fmt: skip


def numbered(data: Data, counter: Iterator[int]) -> Data:
    """``data`` with each W made a word that occurs once."""
    if isinstance(data, str):
        return _SLOT.sub(lambda _match: f"w{next(counter):06d}x", data)
    if isinstance(data, list):
        return [numbered(item, counter) for item in data]
    if isinstance(data, dict):
        return {key: numbered(value, counter) for key, value in data.items()}
    return data


def secrets(data: Data, key: str = "", rank: int = 0) -> Iterator[tuple[str, int]]:
    """Every word of plain data with how secret it is: 0 public, 1 personal, 2 private."""
    if isinstance(data, list):
        for item in data:
            yield from secrets(item, key, rank)
    elif isinstance(data, dict):
        rank = max(rank, RANKS[data["visibility"]] if "visibility" in data else default_rank(key))
        for name, value in data.items():
            if name not in _MARK_NAMES:
                inner = "referee_phone" if name == "phone" and "name" in data and key else name
                yield from secrets(value, inner, rank)
    elif isinstance(data, str):
        yield from ((word, max(rank, default_rank(key))) for word in WORD.findall(data))


def default_rank(key: str) -> int:
    """How secret a value of this key is where it has no mark."""
    return 2 if key in PRIVATE_KEYS else 1 if key in PERSONAL_KEYS else 0
