"""The checklist as a page for a browser."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from cvgen.applications.checklist.items import Item
from cvgen.applications.loading import LoadedApplication
from cvgen.html_report import render_template
from cvgen.locales import load_locale

_TEMPLATE = Path(__file__).parent / "checklist.html.j2"
_STATES = ("fail", "pass", "not checked")


def checklist_page(title: str, loaded: LoadedApplication, items: Sequence[Item]) -> str:
    """The checklist of ``loaded`` as one HTML page without scripts, a table for each group."""
    deadline = loaded.application.deadline or loaded.opening.deadline
    values = {
        "title": title,
        "name": loaded.name,
        "deadline": load_locale("en").full_date(deadline) if deadline else "",
        "groups": [
            (group, list(inside)) for group, inside in groupby(items, lambda one: one.group)
        ],
        "counts": {state: sum(one.state == state for one in items) for state in _STATES},
    }
    return render_template(_TEMPLATE, values)
