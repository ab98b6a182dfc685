"""The code of a command has the command's name in `cvgen/cli` and in `cvgen`."""

from __future__ import annotations

from importlib.util import find_spec
from keyword import iskeyword

import click
import pytest

from cvgen.cli.main import cli

FEATURES = {
    "import": "importing",
    "apply": "applications",
    "read": "reading",
    "render": "rendering",
    "variants": "selection",
    "completion": "cli.completers",
}
"""The code behind commands where it is not in a folder or module named as the command."""


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_command_and_feature_have_the_same_file_name(name: str) -> None:
    callback = cli.commands[name].callback
    assert callback is not None
    own = f"{name}_" if iskeyword(name) else name
    assert (callback.__module__, callback.__name__) == (f"cvgen.cli.{own}", own)
    assert find_spec(f"cvgen.{FEATURES.get(name, name)}") is not None


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_a_help_text_begins_with_one_short_sentence(name: str) -> None:
    command = cli.commands[name]
    assert not command.get_short_help_str(100).endswith("...")
    for option in (one for one in command.params if isinstance(one, click.Option)):
        assert option.help, option.name
        assert option.help.endswith("."), option.name
