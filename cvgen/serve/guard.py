"""Access control: only the preview's own page gets answers, in a browser that knows the key.

A website in the same browser can also send requests to this machine, and can read the answers if
its own name resolves to 127.0.0.1. So `Host` and `Origin` must name this server. Other users of the
machine can connect, too, but they lack the cookie, which only the address in the terminal gives.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

_OWN_SITE = ("same-origin", "none")


def _secret() -> str:
    return secrets.token_urlsafe(24)


@dataclass
class Guard:
    """The rules for one server at ``port``; ``key`` is part of the address in the terminal."""

    port: int
    key: str = field(default_factory=_secret)
    _cookie: str = field(default_factory=_secret)

    @property
    def hosts(self) -> tuple[str, str]:
        """The names by which a browser may call this server."""
        return f"127.0.0.1:{self.port}", f"localhost:{self.port}"

    def is_own_page(self, headers: Mapping[str, str]) -> bool:
        """True if a request comes from this server's own page, or not from a page."""
        if headers.get("Host", "").lower() not in self.hosts:
            return False
        origin = headers.get("Origin")
        if origin is not None and origin.lower() not in {f"http://{host}" for host in self.hosts}:
            return False
        return headers.get("Sec-Fetch-Site", "none") in _OWN_SITE

    def has_cookie(self, headers: Mapping[str, str]) -> bool:
        """True if the browser has the cookie."""
        try:
            cookies = SimpleCookie(headers.get("Cookie", ""))
        except CookieError:
            return False
        found = cookies.get(self._cookie_name)
        return found is not None and _is_same(found.value, self._cookie)

    def is_key(self, key: str) -> bool:
        """True if ``key`` is the right one."""
        return _is_same(key, self.key)

    def cookie(self) -> str:
        """The value of `Set-Cookie` that admits a browser until the server ends."""
        return f"{self._cookie_name}={self._cookie}; Path=/; HttpOnly; SameSite=Strict"

    @property
    def _cookie_name(self) -> str:
        return f"cvgen-{self.port}"  # cookies do not distinguish ports


def _is_same(given: str, right: str) -> bool:
    return hmac.compare_digest(given.encode(), right.encode())


_INLINE = "style-src 'unsafe-inline'; img-src data:; font-src data:"
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'"
)
"""The preview's own page: its own files and nothing else."""
FRAME_POLICY = (
    f"default-src 'none'; {_INLINE}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)
"""A CV inside the page. The page may read it, but it runs no scripts."""
DOCUMENT_POLICY = (
    f"default-src 'none'; {_INLINE}; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
)
"""A CV or explanation in a separate tab."""
PDF_POLICY = "frame-ancestors 'none'"
"""Browsers show a PDF in their own page, which a stricter policy would break."""
