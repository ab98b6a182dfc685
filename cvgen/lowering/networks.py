"""The addresses of profiles in well-known networks; of others, only the username is shown."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from cvgen.synonyms import read_data_file


def networks() -> dict[str, str]:
    """The address of a profile in each well-known network, with ``{}`` for the username."""
    found: dict[str, str] = read_data_file(Path(__file__).with_suffix(".yaml"))
    return found


def profile_url(network: str, username: str) -> str | None:
    """The address of ``username`` in ``network`` (also of ``@name@server``), or None if unknown."""
    key = network.casefold().replace("_", " ").replace("-", " ").strip()
    plain = {name.replace(" ", ""): url for name, url in networks().items()}
    name = username.strip().lstrip("@")
    if key == "mastodon":
        user, at, server = name.partition("@")
        return f"https://{quote(server)}/@{quote(user)}" if at else None
    pattern = plain.get(key.replace(" ", ""))
    if pattern is None:
        return None
    return pattern.format(quote(name.removeprefix("in/") if key == "linkedin" else name, "/:@"))
