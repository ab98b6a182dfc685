"""The wheel cvgen-native: cvgen makes the same PDF with its libraries as with the system's."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

Done = subprocess.CompletedProcess[str]
ROOT = Path(__file__).resolve().parent.parent
pytestmark = [
    pytest.mark.skipif(not Path("/usr/bin/dpkg-query").exists(), reason="needs Debian or Ubuntu"),
    pytest.mark.xdist_group("native"),
]


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the wheel is unpacked into."""
    folder = tmp_path_factory.mktemp("native")
    build = [sys.executable, str(ROOT / "scripts/build-native"), "--output", str(folder)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_is_complete_and_names_every_licence(package: Path) -> None:
    libraries = package / "cvgen_native/libraries"
    order = (libraries / "order").read_text("utf-8").split()
    assert {path.name for path in libraries.iterdir()} == {*order, "order"}
    assert order.index("libglib-2.0.so.0") < order.index("libpango-1.0.so.0")
    licences = {path.name for path in (package / "cvgen_native/licences").iterdir()}
    sources = (package / "cvgen_native/licences/SOURCES").read_text("utf-8").splitlines()
    assert {line.split(":")[0] for line in sources} <= licences
    assert any("pango" in name for name in licences)
    assert not [name for name in order if name.startswith(("libc.", "ld-"))]


def test_documents_have_the_same_bytes_with_the_package_as_with_the_system(
    package: Path, tmp_path: Path
) -> None:
    # The web page of a theme of one's own is made in the process that makes PDFs, whose HarfBuzz
    # must not replace the one that makes the fonts of web pages.
    theme = tmp_path / "themes/mine/theme.yaml"
    theme.parent.mkdir(parents=True)
    theme.write_text("extends: academic\n", "utf-8")
    (tmp_path / "ada.yaml").write_text("name: Ada Example\ntheme: mine\n", "utf-8")
    with_package = _run(tmp_path, "a", package)
    with_system = _run(tmp_path, "b", package, CVGEN_NATIVE="system")
    assert with_package.returncode == with_system.returncode == 0, with_package.stderr
    assert str(package) in _pango(tmp_path, package)
    assert str(package) not in _pango(tmp_path, package, CVGEN_NATIVE="system")
    one, other = (
        {path.name: path.read_bytes() for path in (tmp_path / name).rglob("ada-*")} for name in "ab"
    )
    assert len(one) == 2
    assert one == other


def test_a_package_for_another_system_is_named_with_a_way_out(
    package: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    (broken / "cvgen_native/libraries").mkdir(parents=True)
    module = "cvgen_native/__init__.py"
    (broken / module).write_bytes((package / module).read_bytes())
    (broken / "cvgen_native/libraries/order").write_text("libglib-2.0.so.0\n", "utf-8")
    (broken / "cvgen_native/libraries/libglib-2.0.so.0").write_bytes(b"no library")
    (tmp_path / "ada.yaml").write_text("name: Ada Example\n", "utf-8")
    done = _run(tmp_path, "c", broken)
    assert done.returncode == 4
    assert "E421 the libraries of the package cvgen-native cannot be loaded" in done.stderr
    assert "CVGEN_NATIVE=system" in done.stderr
    assert "Traceback" not in done.stderr
    doctor = _python(tmp_path, broken, "-m", "cvgen", "doctor")
    assert doctor.returncode == 4
    assert "MISSING  cvgen-native" in doctor.stdout
    assert "pip uninstall cvgen-native" in doctor.stdout


def test_doctor_says_that_the_package_is_used(package: Path, tmp_path: Path) -> None:
    used = _python(tmp_path, package, "-m", "cvgen", "doctor").stdout
    (line,) = [line for line in used.splitlines() if "cvgen-native" in line]
    assert line.split() == ["ok", "cvgen-native", str(package / "cvgen_native")]
    system = _python(tmp_path, package, "-m", "cvgen", "doctor", CVGEN_NATIVE="system").stdout
    assert "cvgen-native" not in system


def _pango(folder: Path, package: Path, **variables: str) -> str:
    """The file of Pango in a process that loaded the engine."""
    code = (
        "from cvgen.native import load_package; load_package(); import ctypes;"
        "ctypes.CDLL('libpango-1.0.so.0');"
        "print([l for l in open('/proc/self/maps') if 'libpango-' in l])"
    )
    return _python(folder, package, "-c", code, **variables).stdout


def _run(folder: Path, output: str, package: Path, **variables: str) -> Done:
    words = ("-m", "cvgen", "render", "ada.yaml", "-f", "pdf,html", "-q", "-o", output)
    return _python(folder, package, *words, **variables)


def _python(folder: Path, package: Path, *words: str, **variables: str) -> Done:
    cache = folder / f"cache{len(list(folder.iterdir()))}"
    own = {"PYTHONPATH": f"{package}:{ROOT}", "XDG_CACHE_HOME": str(cache)}
    environment = {**os.environ, **own, **variables}
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=environment, capture_output=True, text=True
    )
