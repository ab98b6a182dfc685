"""JSON Resume with values of any kind anywhere, and damaged: placed, listed or refused."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.helpers_importing import check_law, law_or_refusal
from tests.importing.test_jsonresume import ADA

KEYS = st.sampled_from([
    "name", "label", "email", "url", "location", "profiles", "summary", "startDate", "endDate",
    "date", "highlights", "keywords", "language", "fluency", "level", "reference", "company",
    "position", "city", "address", "postalCode", "network", "username", "courses", "score", "x",
])  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["2019", "2019-06", "a@example.org", "https://example.org", "- a\n- b", "a: b"]
    ),
)
VALUES = st.recursive(
    st.one_of(TEXTS, TEXTS, st.none(), st.booleans(), st.integers(-9, 3000), st.floats()),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(KEYS | TEXTS, inner, max_size=5)
    ),
    max_leaves=12,
)
SECTIONS = st.sampled_from([
    "basics", "work", "volunteer", "education", "awards", "certificates", "publications", "skills",
    "languages", "interests", "references", "projects", "meta", "talks", "own section",
])  # fmt: skip


@given(st.dictionaries(SECTIONS, VALUES, max_size=5))
def test_any_values_are_placed_or_listed(data: dict[str, Any]) -> None:
    check_law(json.dumps(data).encode(), kind="jsonresume")


@given(st.binary(max_size=40), st.integers(0, 2000))
def test_damaged_files_are_read_or_refused(noise: bytes, at: int) -> None:
    text = json.dumps(ADA).encode()
    for data in (text[:at], text[:at] + noise + text[at + len(noise) :]):
        found = law_or_refusal(data, kind="jsonresume")
        assert found <= {"E102", "E104", "E103", "E766", "E767"}
