"""The addresses of profiles in well-known networks; of others, only the username is shown."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlsplit

from cvgen.synonyms import read_data_file


def networks() -> dict[str, str]:
    """The address of a profile in each well-known network, with ``{}`` for the username."""
    return {key: profile for key, (_, profile) in _data().items()}


def _data() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = read_data_file(Path(__file__).with_suffix(".yaml"))
    return found


def _key(network: str) -> str:
    """``network`` in lower case, without what separates words: ``stack overflow``."""
    return "".join(char for char in network.casefold() if char not in " _-.")


def network_name(network: str) -> str:
    """``network`` as it writes itself: LinkedIn for ``linkedin``; of others, a capital at most."""
    names = {_key(key): name for key, (name, _) in _data().items()}
    if known := names.get(_key(network)):
        return known
    is_word = network.isalpha() and network.islower()
    return network.capitalize() if is_word else network


def profile_url(network: str, username: str) -> str | None:
    """The address of ``username`` in ``network`` (also of ``@name@server``), or None if unknown."""
    key = _key(network)
    plain = {_key(name): url for name, url in networks().items()}
    name = username.strip().lstrip("@")
    if key == "mastodon":
        user, at, server = name.partition("@")
        return f"https://{quote(server)}/@{quote(user)}" if at else None
    pattern = plain.get(key)
    if pattern is None:
        return None
    return pattern.format(quote(name.removeprefix("in/") if key == "linkedin" else name, "/:@"))


def network_of(url: str) -> tuple[str, str] | None:
    """The name of the well-known network of a profile, and the address of its profiles.

    A network may have a host for each country: ``de.linkedin.com``, ``scholar.google.de``.
    """
    host = _host(url)
    for name, profile in _data().values():
        known = _host(profile)
        country = f"{known.rpartition('.')[0]}." if known.count(".") > 1 else None
        if host == known or host.endswith(f".{known}") or (country and host.startswith(country)):
            return name, profile
    return None


def _host(url: str) -> str:
    return urlsplit(url).netloc.removeprefix("www.")
