"""What the engine may read: the theme's folders and the CV's own, by names and not by paths.

Addresses are ``asset:NAME`` for the CV's files and ``file:///theme/NAME`` for the theme's (a
made-up root, so that relative names in stylesheets work). The bytes of a document therefore do
not depend on where its files are, and there is no way to the network or elsewhere on the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cvgen.errors import InputError
from cvgen.themes import Theme
from cvgen.themes.files import read_file
from cvgen.writers._pictures import clean
from cvgen.writers.base import MAX_ASSET_BYTES, Assets

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

THEME_BASE = "file:///theme/"
ASSET = "asset:"
_TYPES = {
    ".css": "text/css", ".gif": "image/gif", ".jpeg": "image/jpeg", ".jpg": "image/jpeg",
    ".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp", ".otf": "font/otf",
    ".ttf": "font/ttf", ".woff2": "font/woff2", ".woff": "font/woff",
}  # fmt: skip


def media_type(name: str) -> str:
    """The media type that goes with the suffix of a file name."""
    return _TYPES.get(name[name.rfind(".") :].lower(), "application/octet-stream")


def theme_file(theme: Theme, name: str) -> bytes | None:
    """The bytes of a file of the theme, or None where it may not be had."""
    try:
        path = theme.find(name)
        return read_file(path) if path is not None else None
    except InputError:
        return None


def make_fetcher(theme: Theme, assets: Assets) -> URLFetcher:
    """A fetcher for one document."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            parts = urlsplit(url)
            if parts.scheme == "data" and len(url) <= MAX_ASSET_BYTES:
                return super().fetch(url, headers)
            name = unquote(parts.path)
            data = None
            if url.startswith(ASSET):
                data = assets.read(name)
            elif url.startswith(THEME_BASE):
                data = theme_file(theme, name.removeprefix("/theme/"))
            if data is None:
                raise ValueError("only files of the theme and of the CV's folder may be used")
            return URLFetcherResponse(url, clean(data), {"Content-Type": media_type(name)})

    return Fetcher()
