"""Documents that many tests share: each is written once per run, in whichever process asks first.

They are real documents of the writers. What keeps them is a folder that ends with the run, so
none outlives the program that wrote it.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
from pathlib import Path

from cvgen.assets.files import Assets
from cvgen.document import Document
from cvgen.themes import Theme
from cvgen.writers import WRITERS, Written

VARIABLE = "CVGEN_TEST_DOCUMENTS"
"""Names the folder to all processes of a run."""


def written(doc: Document, theme: Theme, kind: str = "pdf") -> Written:
    """``doc`` in ``theme`` as the writer of the format ``kind`` writes it, without a photo.

    A test of the writer itself, such as whether it writes the same twice, calls the writer.
    """
    folder = os.environ.get(VARIABLE)
    if folder is None:
        return WRITERS[kind].write(doc, theme, Assets())
    fonts = os.environ.get("FONTCONFIG_FILE")
    asked = repr((kind, fonts, theme, doc)).encode()
    path = Path(folder) / hashlib.sha256(asked).hexdigest()
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():
            kept: Written = pickle.loads(path.read_bytes())
            return kept
        made = WRITERS[kind].write(doc, theme, Assets())
        path.write_bytes(pickle.dumps(made))
    return made
