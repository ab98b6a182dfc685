"""How far the audit looks into one file: any file takes bounded time and memory."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one file may take. What is beyond is not looked into, and reported.

    ``file`` and ``unpacked`` are bytes, of the file and of all that is unpacked from it; ``text``
    is characters. Something packed may unpack to ``ratio`` times its size, or to ``small`` bytes
    where that is more. ``depth`` is how many files stand one in the other, ``parts`` how many files
    and texts there are in all. ``seconds`` are those that the processor works on the file, and
    ``memory`` the bytes that this may need at a time.
    """

    file: int = 100_000_000
    unpacked: int = 200_000_000
    small: int = 10_000_000
    ratio: int = 200
    text: int = 50_000_000
    depth: int = 4
    parts: int = 20_000
    pages: int = 300
    versions: int = 10
    seconds: float = 15.0
    memory: int = 1_500_000_000


LIMITS = Limits()


class BeyondLimit(Exception):
    """A limit is reached; the text says which, in words that follow on 'not fully looked into:'."""


class OutOfTime(BaseException):
    """The time for a file is over; nothing but the audit itself catches it."""


class Budget:
    """What is left of the limits for one file, and for all that it holds."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.bytes = limits.unpacked
        self.chars = limits.text
        self.parts = limits.parts

    def room(self, packed: int) -> int:
        """The most bytes that something may unpack to which takes ``packed`` bytes."""
        limits = self.limits
        return max(0, min(self.bytes, max(limits.small, packed * limits.ratio)))

    def unpack(self, size: int, packed: int) -> None:
        """Note that ``packed`` bytes unpack to ``size``. BeyondLimit where that is too much."""
        room = self.room(packed)
        self.bytes -= min(size, room)
        if size > room:
            raise BeyondLimit(self.too_large(room))

    def too_large(self, room: int) -> str:
        """Why something that unpacks to more than ``room`` is not looked into."""
        return f"it unpacks to more than {max(1, room // 1_000_000)} MB"

    def part(self, chars: int = 0) -> None:
        """Note a file or text of ``chars`` characters. BeyondLimit where there are too many."""
        self.parts -= 1
        self.chars -= chars
        if self.parts < 0:
            raise BeyondLimit(f"it has more than {self.limits.parts:,} parts")
        if self.chars < 0:
            raise BeyondLimit(f"it has more than {self.limits.text // 1_000_000} MB of text")
