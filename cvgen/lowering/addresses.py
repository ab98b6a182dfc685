"""The addresses of links in a head: as long as a reader needs to recognise them, and to type them.

The link itself always has the whole address.
"""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode, urlsplit

from cvgen.lowering.networks import network_of
from cvgen.sections.base import short_url

MOST = 48
"""The most letters of an address in a head: that of a profile with a long username."""
_MORE = "/…"


def shown_address(url: str) -> str:
    """What a head shows for ``url``: its address without query, or the name of a network.

    A profile is named after its network if its address has no readable username, as that of a
    number after ``?user=``, or if it is too long. Another long address ends with a dot for its
    rest, after as many parts of its path as fit.
    """
    network = network_of(url)
    if network and ("?" in network[1] and urlsplit(url).query):
        return network[0]
    address = _without_query(url)
    if len(address) <= MOST:
        return address
    return network[0] if network else _cut(address)


def full_address(url: str) -> str:
    """The address of ``url`` to type, without what only says how its page is shown.

    Of a query, it has what names the person: ``?user=`` of Google Scholar.
    """
    network = network_of(url)
    if network is None or "?" not in network[1]:
        return _without_query(url)
    names = parse_qs(urlsplit(network[1]).query)
    given = parse_qs(urlsplit(url).query)
    query = urlencode({name: given[name][0] for name in names if name in given}, safe="~@:/")
    return f"{_without_query(url)}?{query}" if query else shown_address(url)


def _without_query(url: str) -> str:
    """The short form of ``url`` without what follows its path, such as ``?utm_source=cv``."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return short_url(url)
    return short_url(parts._replace(query="", fragment="").geturl())


def _cut(address: str) -> str:
    """The start of a long ``address``, up to the end of a part of its path."""
    host, *path = address.split("/")
    shown = host
    for part in path:
        if len(f"{shown}/{part}{_MORE}") > MOST:
            return f"{shown}{_MORE}"
        shown = f"{shown}/{part}"
    return shown
