"""The person in JSON Resume: ``basics``, in both directions."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from cvgen.lowering.networks import profile_url
from cvgen.writers.jsonresume.typed import Typed
from cvgen.writers.jsonresume.values import ascii_url, escaped, plain

_FIELDS = {"headline": "label", "summary": "summary", "photo": "image"}
_FIRST = ("email", "phone")
PERSON_FIELDS = frozenset((*_FIELDS, *_FIRST, "name", "location", "links"))
"""The fields of a person that ``basics`` has keys for."""
_NOT_IN_CLDR = {"UK": "GB", "USA": "US", "U.S.": "US", "U.K.": "GB", "Czech Republic": "CZ"}


def basics_of(person: Typed) -> dict[str, Any]:
    """``basics`` of a typed person, as far as it has a place for it."""
    made: dict[str, Any] = {"name": person["name"]}
    for field, key in _FIELDS.items():
        if field in person:
            made[key] = plain(person[field])
    for field in _FIRST:
        if person.get(field):
            made[field] = plain(person[field][0])
    if "location" in person:
        made["location"] = _location(plain(person["location"]))
    links: list[Mapping[str, Any]] = list(person.get("links", ()))
    page = next((link for link in links if _is_page(link)), None)
    if page is not None:
        made["url"] = ascii_url(page["url"])
    profiles = [_profile(link) for link in links if link is not page]
    return made | ({"profiles": profiles} if profiles else {})


def _is_page(link: Mapping[str, Any]) -> bool:
    return list(link) == ["url"] and str(link["url"]).startswith("http")


def _profile(link: Mapping[str, Any]) -> dict[str, str]:
    network, name = link.get("network", ""), link.get("username", "")
    url = ascii_url(link.get("url") or profile_url(network, name) or "")
    title = network or plain(link.get("label", "")) or urlsplit(url).netloc.removeprefix("www.")
    found = {"network": title, "username": name, "url": url}
    return {key: value for key, value in found.items() if value}


def _location(text: str) -> dict[str, str]:
    """City and country, where these are certain."""
    city, comma, country = text.partition(",")
    if not comma:
        return {"city": text}
    code = _codes().get(country.strip())
    return {"city": city.strip(), "countryCode": code} if code else {"address": text}


@functools.lru_cache
def _codes() -> Mapping[str, str]:
    """The codes of countries by their English names."""
    from babel import Locale

    names = Locale("en").territories.items()
    found = {str(name): code for code, name in names if len(code) == 2 and code.isalpha()}
    return found | _NOT_IN_CLDR


def person_of(basics: Mapping[str, Any]) -> Typed:
    """The fields of a person that ``basics`` gives."""
    found: Typed = {"name": basics.get("name", "")}
    for field, key in _FIELDS.items():
        if basics.get(key):
            found[field] = escaped(basics[key])
    for field in _FIRST:
        if basics.get(field):
            found[field] = [escaped(basics[field])]
    if city := basics.get("location", {}).get("city"):
        found["location"] = escaped(city)
    links = [{"url": basics["url"]}] if basics.get("url") else []
    links += [_link(profile) for profile in basics.get("profiles", ())]
    return found | ({"links": links} if links else {})


def _link(profile: Mapping[str, str]) -> dict[str, str]:
    network, name, url = (profile.get(key, "") for key in ("network", "username", "url"))
    if name and url in ("", profile_url(network, name)):
        return {"network": network, "username": name}
    found = {"network": network, "username": name, "url": url}
    return {key: value for key, value in found.items() if value}


def rest_of_person(person: Typed, basics: Mapping[str, Any]) -> Typed:
    """The fields that ``basics`` does not give back exactly."""
    back = person_of(basics)
    return {name: value for name, value in person.items() if back.get(name) != value}


def restored_person(basics: Mapping[str, Any], rest: Typed) -> Typed:
    """The person: the fields of ``rest``, unless another program changed ``basics``."""
    found = person_of(basics)
    made = basics_of({**found, **rest})
    keys = {**_FIELDS, "email": "email", "phone": "phone", "location": "location"}
    for name, value in rest.items():
        homes = ("url", "profiles") if name == "links" else (keys.get(name, name),)
        if all(made.get(home) == basics.get(home) for home in homes):
            found[name] = value
    return found
