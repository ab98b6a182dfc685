"""Checks CVs with the JSON Schema, as an editor does."""

from __future__ import annotations

import functools
from typing import Any

import pytest

from cvgen.schema import cv_schema, options_schema
from tests.helpers import as_editors_load, codes

jsonschema = pytest.importorskip("jsonschema")


@functools.cache
def validator() -> Any:
    return jsonschema.Draft202012Validator(cv_schema(options_schema()))


def complaints(text: str) -> list[str]:
    """What an editor marks in a CV."""
    return [error.message[:200] for error in validator().iter_errors(as_editors_load(text))]


def taken(text: str) -> bool:
    """Whether neither cvgen nor an editor finds a fault."""
    return codes(text) == [] == complaints(text)
