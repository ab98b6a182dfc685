"""Pillow as cvgen needs it: a picture that ends too early is broken, whatever other code says."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

_LOCK = threading.RLock()


@contextlib.contextmanager
def whole_pictures() -> Iterator[None]:
    """Let Pillow raise OSError for a picture that ends too early.

    A switch of Pillow says whether it fills up such a picture instead, and importing WeasyPrint
    turns that on for the whole process. It is put back afterwards, for WeasyPrint relies on it.
    """
    from PIL import ImageFile

    with _LOCK:
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        try:
            yield
        finally:
            # Another thread may have imported WeasyPrint meanwhile.
            ImageFile.LOAD_TRUNCATED_IMAGES = before or ImageFile.LOAD_TRUNCATED_IMAGES
