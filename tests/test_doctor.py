"""`cvgen doctor`: what it finds on this machine, and how it reports what is missing."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from cvgen import native
from cvgen.doctor import (
    Check,
    check_cache,
    check_libraries,
    check_package,
    check_packages,
    check_pdfium,
    check_python,
    check_themes,
    examine,
    is_healthy,
    report,
)
from cvgen.paths import bundled_folder


def test_this_machine_has_what_cvgen_needs() -> None:
    checks = examine()
    assert [check for check in checks if check.required and not check.ok] == []
    assert is_healthy(checks)
    assert report(checks).endswith("cvgen has what it needs.")


def test_everything_is_looked_at() -> None:
    names = {check.name.casefold() for check in examine()}
    assert {"python", "weasyprint", "pydantic", "jinja2", "themes", "fonts", "cache"} <= names
    assert {library.name for library in native.LIBRARIES} <= names
    assert "pdfium" in names
    assert {f"font, {script}".casefold() for script in (native.CJK, native.EMOJI)} <= names


def test_versions_are_those_installed() -> None:
    found = {check.name: check.found for check in examine()}
    assert found["weasyprint"] == version("weasyprint")
    assert found["Python"] == ".".join(map(str, sys.version_info[:3]))
    assert found["libharfbuzz"][0].isdigit()


def test_pdfium_that_cannot_be_loaded_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "pypdfium2_raw"
    package.mkdir()
    (package / "__init__.py").touch()
    for name in ("libpdfium.so", "libpdfium.dylib", "pdfium.dll"):
        (package / name).write_bytes(b"no library")
    monkeypatch.delitem(sys.modules, "pypdfium2_raw", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    check = check_pdfium()
    assert check.required
    assert not check.ok
    assert check.found.startswith("cannot be loaded: ")
    assert "pypdfium2" in check.advice


def test_a_missing_library_is_reported_with_the_command() -> None:
    (check,) = check_libraries([native.Library("libnosuch-1.0")])
    assert not check.ok
    assert check.found == f"{native.Library('libnosuch-1.0').file(sys.platform)} cannot be loaded"
    command = native.install_command()
    assert command is not None
    assert command in check.advice
    assert not is_healthy([check])


def test_a_missing_package_is_reported_with_the_command() -> None:
    check = check_package("no-such-package[extra]<9,>=8.1; python_version > '3'")
    assert (check.ok, check.found) == (False, "not installed, wanted <9,>=8.1")
    assert check.advice == "Run: pip install 'no-such-package<9,>=8.1'"


def test_a_package_of_another_version_is_reported() -> None:
    check = check_package("click<2,>=1")
    assert not check.ok
    assert check.found == f"{version('click')}, wanted <2,>=1"


def test_a_distribution_that_is_not_installed_is_reported() -> None:
    (check,) = check_packages("no-such-distribution")
    assert (check.ok, check.found) == (False, "not installed")


def test_without_packaging_the_report_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "packaging.requirements", None)
    (check,) = check_packages()
    assert (check.name, check.ok, check.advice) == (
        "packaging", False, "Run: pip install packaging",
    )  # fmt: skip


def test_every_range_of_cvgens_own_is_understood() -> None:
    assert [check.name for check in check_packages() if not check.ok] == []


def test_an_old_python_is_reported() -> None:
    assert check_python((3, 11, 0)).ok
    assert not check_python((3, 10, 9)).ok


def test_missing_themes_and_fonts_are_reported(tmp_path: Path) -> None:
    assert [check.ok for check in check_themes(tmp_path)] == [False, False]
    assert all(check.ok for check in check_themes(bundled_folder()))


def test_a_cache_that_cannot_be_written_to_is_no_reason_to_stop(tmp_path: Path) -> None:
    check = check_cache(None)
    assert not check.ok
    assert is_healthy([check])
    assert check_cache(tmp_path) == Check("cache", True, str(tmp_path), check.advice, False)


def test_the_report_is_aligned_and_says_each_thing_to_do_once() -> None:
    checks = [
        Check("one", True, "1.0"),
        Check("three", False, "not there", "Do this."),
        Check("four", False, "not there", "Do this."),
        Check("five", False, "not there", "Do that.", required=False),
    ]
    assert report(checks).splitlines() == [
        "ok       one    1.0",
        "MISSING  three  not there",
        "MISSING  four   not there",
        "optional five   not there",
        "",
        "What to do:",
        "  Do this.",
        "",
        "Optional:",
        "  Do that.",
    ]


def test_looking_does_not_import_what_it_looks_for() -> None:
    code = "import sys, cvgen.doctor; print({'weasyprint', 'click', 'yaml'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
