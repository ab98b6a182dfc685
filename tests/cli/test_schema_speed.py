"""pydantic with plain classes in place of descriptions of its schemas: models check as usual."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.helpers_cli import SOURCE

SCRIPT = """
import json, sys, typing
if sys.argv[1] == "fast":
    from cvgen.cli.schema_speed import speed_up_schemas
    speed_up_schemas()
    speed_up_schemas()
before, usual = len(sys.meta_path), typing.TypedDict
import pydantic, typing_extensions
from pydantic_core import core_schema
from cvgen.model.cv import Settings
from cvgen.model.person import Person

class Options(typing_extensions.TypedDict, total=False):
    size: int

def outcome(kind, data):
    adapter = pydantic.TypeAdapter(kind)
    try:
        return adapter.dump_json(adapter.validate_python(data)).decode()
    except pydantic.ValidationError as error:
        return [[item["type"], item["loc"]] for item in error.errors()]

print(json.dumps({
    "plain": not hasattr(core_schema.ModelSchema, "__total__"),
    "found": [
        outcome(Person, {"name": "Ada"}), outcome(Person, {"nam": 1}), outcome(Settings, {}),
        outcome(Options, {"size": "3"}), outcome(Options, {"size": "x"}),
        len(json.dumps(Person.model_json_schema())),
    ],
    "restored": [typing.TypedDict is usual, typing_extensions.is_typeddict(Options)],
    "finders": before - len(sys.meta_path),
}))
"""


def run(way: str) -> dict[str, object]:
    """What the models do in a new process."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, way], cwd=SOURCE, capture_output=True, text=True, check=True
    )
    return dict(json.loads(done.stdout))


def test_models_check_the_same_with_plain_classes() -> None:
    fast, usual = run("fast"), run("usual")
    assert (fast["plain"], usual["plain"]) == (True, False)
    assert fast["found"] == usual["found"]
    assert fast["restored"] == usual["restored"] == [True, True]
    assert (fast["finders"], usual["finders"]) == (1, 0)
