"""Addresses and profiles of other programs as links of a CV."""

from __future__ import annotations

from cvgen.importing.clean import one_line
from cvgen.importing.imported import Out, Value, compact
from cvgen.lowering.networks import network_name
from cvgen.markup.inline import is_safe_url
from cvgen.model.text import BARE_ADDRESS, DOI
from cvgen.patterns import pattern

_EMAIL = pattern(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>.]+")
_DOI_ADDRESS = pattern(r"(?i)(?:https?://)?(?:dx\.|www\.)?doi\.org/(10\.\d{4,9}/\S+)")
_MARKDOWN = pattern(r"\[[^\]]*\]\(([^()\s]+)\)|<([^<>\s]+)>")


def as_url(value: Value | None) -> Value | None:
    """``value`` as a whole address; None if it is none."""
    if value is None:
        return None
    text = one_line(value.text)
    if found := _MARKDOWN.fullmatch(text):
        text = found[1] or found[2]
    if DOI.fullmatch(text):
        text = f"https://doi.org/{text}"
    elif BARE_ADDRESS.fullmatch(text):
        text = f"https://{text}"
    elif _EMAIL.fullmatch(text):
        text = f"mailto:{text}"
    return Value(text, value.sources) if is_safe_url(text) else None


def as_email(value: Value | None) -> Value | None:
    """``value`` as an e-mail address; None if it is none."""
    found = value.map(lambda text: one_line(text).removeprefix("mailto:")) if value else None
    return found if found and _EMAIL.fullmatch(found.text) else None


def as_doi(value: Value | None) -> Value | None:
    """The DOI in ``value``, an address at doi.org; None if it is another address."""
    found = _DOI_ADDRESS.fullmatch(value.text) if value else None
    return Value(found[1], value.sources) if found and value else None


def link(
    network: Value | None, username: Value | None, url: Value | None, label: Value | None = None
) -> Out | None:
    """A link of the person; None without an address or a username."""
    url = as_url(url)
    network = network.map(network_name) if network else None
    if network and username and url is None and (found := as_url_only(username)):
        url, username = found, None
    if url is None:
        if network is None or username is None:
            return None
        return {"network": network, "username": username}
    if network is None and username is None and label is None:
        return url
    made = compact({"network": network, "username": username, "url": url, "label": label})
    if "network" not in made and "username" in made:
        made["label"] = made.pop("username")
    return made


def as_url_only(value: Value) -> Value | None:
    """``value`` as an address if it is one with a path; a username may look like a host."""
    return as_url(value) if "/" in value.text else None
