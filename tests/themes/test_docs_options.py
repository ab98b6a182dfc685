"""The table of options in the docs is what the themes declare."""

from __future__ import annotations

from pathlib import Path

import pytest

from cvgen.themes import Option, Theme, load_theme, theme_names

PAGE = Path(__file__).resolve().parents[2] / "docs" / "themes.md"
START = "<!-- options: written by `pytest --accept` from themes/base/theme.yaml -->\n"
END = "<!-- end of options -->\n"


def row(option: Option, theme: Theme) -> str:
    value = theme.yaml_text(option)
    code = f"`{value}`" if value else ""
    return f"| `{option.name}` | {option.about} | {option.allowed} | {code} |\n"


def table() -> str:
    base = load_theme(PAGE.parent.parent / "themes" / "base")
    head = "| Option | What it sets | Accepts | Default |\n|---|---|---|---|\n"
    text = head + "".join(row(option, base) for option in base.options)
    for name in theme_names():
        theme, known = load_theme(name), {option.name for option in base.options}
        own = [option for option in theme.options if option.name not in known]
        if own:
            text += f"\nOnly in `{name}`:\n\n{head}"
            text += "".join(row(option, theme) for option in own)
    return f"\n{text}\n"


def test_every_option_is_in_the_docs(request: pytest.FixtureRequest) -> None:
    page = PAGE.read_text("utf-8")
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    wanted = f"{before}{START}{table()}{END}{after}"
    if request.config.getoption("--accept"):
        PAGE.write_text(wanted, "utf-8")
        page = wanted
    assert page == wanted, "run pytest --accept"
