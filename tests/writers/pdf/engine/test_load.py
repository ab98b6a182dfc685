"""The fast import of WeasyPrint gives the same bytes as the plain one, and falls back to it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from cvgen import cache as _cache
from cvgen.themes import load_theme
from cvgen.writers.pdf.engine import lazy_imports as _lazy
from cvgen.writers.pdf.engine import load as _engine
from cvgen.writers.pdf.fonts import fontconfig_file

pytestmark = pytest.mark.sweep("cvgen/writers/pdf", "cvgen/cache.py", kinds=(), keep=3)

ROOT = Path(__file__).resolve().parents[4]
RENDER = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
from cvgen.assets.files import Assets
from cvgen.writers import WRITERS
from cvgen.writers.pdf.engine import load as _engine
from cvgen.themes import load_theme
from tests.samples import FULL
{change}
written = WRITERS["pdf"].write(FULL, load_theme({theme!r}), Assets())
sys.stdout.buffer.write(written.data)
after = [name for name in ("cffi", "fontTools.subset", "fontTools.varLib") if name in sys.modules]
print(sys.modules["weasyprint.text.ffi"].ffi.__class__.__name__, *after, file=sys.stderr)
"""


def run(change: str = "", theme: str = "industry", **settings: object) -> tuple[bytes, str]:
    """The PDF of the sample from a new process, and what that process says of its engine."""
    code = RENDER.format(root=str(ROOT), tests=str(ROOT / "tests"), change=change, theme=theme)
    env = {**os.environ, **{k: str(v) for k, v in settings.items() if k.isupper()}}
    done = subprocess.run(
        [sys.executable, "-c", code], env=env, capture_output=True, check=True,
        cwd=str(settings.get("cwd", ROOT)), umask=int(str(settings.get("umask", -1))),
    )  # fmt: skip
    return done.stdout, done.stderr.decode().strip()


@pytest.fixture(scope="module")
def fast() -> tuple[bytes, str]:
    return run()


def test_fast_import_is_used_and_leaves_no_substitutes(fast: tuple[bytes, str]) -> None:
    data, told = fast
    assert told == "Ready"
    assert data.startswith(b"%PDF-")


@pytest.mark.sweep("cvgen/writers/pdf/engine", kinds=(), keep=0)
@pytest.mark.parametrize(
    "change",
    [
        "_engine._fast_import = lambda: None",
        "_engine._declarations = lambda: None",
        "import re; _engine._CDEF = re.compile('no such text')",
        "def broken(text): raise OSError('disk full')\n_engine._compiled = broken",
        "_engine._compiled = lambda text: object()",
    ],
    ids=["plain", "other source", "other declarations", "no cache", "broken cache"],
)
def test_fallback_gives_the_same_bytes(fast: tuple[bytes, str], change: str) -> None:
    data, told = run(change)
    assert told.split()[0] == "FFI"
    assert data == fast[0]


def test_same_bytes_whatever_the_surroundings(fast: tuple[bytes, str], tmp_path: Path) -> None:
    data, _ = run(
        HOME=tmp_path, XDG_CACHE_HOME=tmp_path / "c", TZ="Asia/Tokyo", LANG="de_DE.UTF-8",
        LC_ALL="C", cwd=tmp_path, umask=0o077, PYTHONHASHSEED=7,
    )  # fmt: skip
    assert data == fast[0]
    assert list((tmp_path / "c" / "cvgen").glob("pango_*.py"))


def test_python_ends_well_with_fonts_in_a_circle_of_references() -> None:
    """Freed by the last garbage collection, after the libraries' own objects."""
    change = (
        "from cvgen.writers.pdf import kit as pdf\n"
        "class Circle: pass\n"
        "circle = Circle(); circle.me = circle\n"
        "kit = pdf._kit\n"
        "def keep(*args):\n    circle.kit = kit(*args)\n    return circle.kit\n"
        "pdf._kit = keep; sys.keep = circle"
    )
    data, told = run(change)
    assert (data[:5], told) == (b"%PDF-", "Ready")


def test_substitutes_load_the_real_module_when_used() -> None:
    name = "colorsys"
    sys.modules.pop(name, None)
    later = _lazy.LazyModule(name)
    with _lazy.substitute_modules(later):
        assert sys.modules[name] is later
        assert later.rgb_to_hls(0, 0, 0) == (0.0, 0.0, 0.0)
    assert sys.modules[name] is not later


USED_AFTER_ALL = """
import io, sys
from cvgen.writers.pdf.writer import load_engine
load_engine()
seldom = ("fontTools.ttLib", "fontTools.ttLib.woff2", "tinyhtml5")
assert not any(name in sys.modules for name in seldom), sys.modules.keys()
import weasyprint
from weasyprint.pdf import fonts
from weasyprint.text import fonts as faces
try:
    fonts.TTFont(io.BytesIO(b"no font"))
except fonts.TTLibError:
    pass
packed, plain = io.BytesIO(), io.BytesIO()
faces.woff2.compress(sys.argv[1], packed)
faces.woff2.decompress(io.BytesIO(packed.getvalue()), plain)
assert fonts.TTFont(io.BytesIO(plain.getvalue()))["maxp"].numGlyphs > 100
assert fonts.ttFont.getTableClass("loca").__name__ == "table__l_o_c_a"
assert (fonts.__name__, faces.__name__) == ("weasyprint.pdf.fonts", "weasyprint.text.fonts")
page = weasyprint.HTML(string="<body bgcolor=red><p align=right>loose")
hinted = page.write_pdf(presentational_hints=True, uncompressed_pdf=True)
assert b"1 0 0 rg" in hinted and b"1 0 0 rg" not in page.write_pdf(uncompressed_pdf=True)
print("all of them")
"""


def test_lazy_modules_work_when_used(tmp_path: Path) -> None:
    font = str(ROOT / "themes" / "fonts" / "IBMPlexSans-Regular.ttf")
    command = [sys.executable, "-c", USED_AFTER_ALL, font]
    fonts = str(fontconfig_file(load_theme("academic").settings.fonts, "東", tmp_path))
    environment = {**os.environ, "FONTCONFIG_FILE": fonts}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.stdout == "all of them\n", done.stderr


def test_missing_libraries_name_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "import cffi, pathlib\n"
        "from cvgen.errors import RenderError\n"
        "from cvgen.writers.pdf.engine import load as _engine\n"
        "def refuse(self, name, flags=0): raise OSError(f'cannot load {name!r}: none')\n"
        "cffi.FFI.dlopen = refuse\n"
        "_engine._declarations = lambda: None\n"
        "try: _engine.weasyprint(pathlib.Path('/nowhere.conf'))\n"
        "except RenderError as error: print(error.exit_code, error.problems[0].as_data())\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.startswith("4 ")
    assert "E421" in out.stdout
    assert _engine.native_help() in out.stdout
    assert "-----" not in out.stdout


def test_cache_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(os, "getuid"):
        pytest.skip("no owners here")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    (tmp_path / "cvgen").mkdir()
    (tmp_path / "cvgen").chmod(0o777)
    folder = _cache.cache_folder()
    assert folder == tmp_path / "cvgen"
    assert folder.stat().st_mode & 0o022 == 0
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/none")
    monkeypatch.setattr(_cache, "_LAST_RESORTS", ())
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / f"cvgen-{os.getuid()}").symlink_to(tmp_path)
    assert _cache.cache_folder() is None


def test_write_once(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    _cache.write_once(path, b"one")
    _cache.write_once(path, b"two")
    assert path.read_bytes() == b"one"
    assert [found.name for found in path.parent.iterdir()] == ["file"]


def test_fontconfig_uses_its_cache_whatever_the_date_of_the_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    with _engine.fonts_from(tmp_path / "fonts.conf"):
        assert "SOURCE_DATE_EPOCH" not in os.environ
        assert os.environ["FONTCONFIG_FILE"] == str(tmp_path / "fonts.conf")
    assert os.environ["SOURCE_DATE_EPOCH"] == "1700000000"
    assert "FONTCONFIG_FILE" not in os.environ
