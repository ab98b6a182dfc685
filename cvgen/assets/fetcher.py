"""The files that the PDF engine may read: those of the theme and of the CV, by name.

Addresses are ``asset:NAME`` for the CV's files and ``file:///theme/NAME`` for the theme's (a
made-up root, so that relative names in stylesheets work). The bytes of a document therefore do
not depend on where its files are, and there is no way to the network or elsewhere on the disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from cvgen.assets.files import MAX_ASSET_BYTES, Assets
from cvgen.assets.pictures import JPEG, PNG, Photo, strip_metadata
from cvgen.errors import InputError
from cvgen.patterns import pattern
from cvgen.themes import Theme
from cvgen.themes.files import MEDIA, NOT_ALLOWED, read_file

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

THEME_BASE = "file:///theme/"
ASSET = "asset:"
_ASSET_NAME = pattern(r"\basset:([^'\")\s]+)")
_TYPES = {
    ".css": "text/css", ".gif": "image/gif", ".jpeg": "image/jpeg", ".jpg": "image/jpeg",
    ".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp", ".otf": "font/otf",
    ".ttf": "font/ttf", ".woff2": "font/woff2", ".woff": "font/woff",
}  # fmt: skip
_SINGLE = (b"OTTO", b"\0\1\0\0", b"true")
_STARTS: dict[str, tuple[bytes, ...]] = {
    ".gif": (b"GIF8",), ".jpeg": (JPEG,), ".jpg": (JPEG,), ".png": (PNG,), ".svg": (b"<",),
    ".webp": (b"RIFF",), ".otf": _SINGLE, ".ttf": _SINGLE, ".woff": (b"wOFF",),
    ".woff2": (b"wOF2",),
}  # fmt: skip
"""The first bytes of the files that a stylesheet may use, by suffix."""
_HEAD = 64


def media_type(name: str) -> str:
    """The media type that goes with the suffix of a file name."""
    return _TYPES.get(name[name.rfind(".") :].lower(), "application/octet-stream")


def theme_file(theme: Theme, name: str) -> bytes | None:
    """The bytes of a file of the theme; None if outside, or not of the kind of its suffix."""
    try:
        path = theme.find(name)
        data = read_file(path) if path is not None else None
    except InputError:
        return None
    start = (data or b"")[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return data if start.startswith(_STARTS.get(name[name.rfind(".") :].lower(), ())) else None


def make_fetcher(
    theme: Theme, assets: Assets, photo: tuple[str, Photo] | None = None
) -> URLFetcher:
    """A fetcher for one document; ``photo`` is the name and content of the photo in its header."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    own = _own_assets(theme)

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            parts = urlsplit(url)
            if parts.scheme == "data" and len(url) <= MAX_ASSET_BYTES:
                return super().fetch(url, headers)
            name = unquote(parts.path)
            data, kind = None, media_type(name)
            if url.startswith(ASSET) and photo and name == photo[0]:
                data, kind = photo[1]
            elif url.startswith(ASSET) and name in own:
                data = assets.read(name)
            elif url.startswith(THEME_BASE):
                data = theme_file(theme, name.removeprefix("/theme/"))
            if data is None:
                raise ValueError(NOT_ALLOWED)
            return URLFetcherResponse(url, strip_metadata(data), {"Content-Type": kind})

    return Fetcher()


def _own_assets(theme: Theme) -> frozenset[str]:
    """The pictures and fonts beside the CV that the user's stylesheet names; a theme names none."""
    if "css" not in theme.settings.given:
        return frozenset()
    names = map(unquote, _ASSET_NAME.findall(theme.extra_css))
    return frozenset(name for name in names if name.lower().endswith(MEDIA))
