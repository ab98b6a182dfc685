"""The locked versions: complete, exact, hashed, and within the ranges that users get."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FILES = ("render.txt", "dev.txt", "uv.txt")
SYSTEMS = [
    {"sys_platform": platform, "python_version": version, "python_full_version": f"{version}.9"}
    for platform in ("linux", "darwin")
    for version in ("3.11", "3.12", "3.13")
]


def entries(file: str) -> list[str]:
    """Each requirement of a lock file with its options, in one line."""
    text = (ROOT / "requirements" / file).read_text("utf-8")
    text = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    return text.replace("\\\n", "").strip().splitlines()


def locked(file: str, system: dict[str, str]) -> dict[str, str]:
    """The version of each package on a system."""
    environment = {**{key: str(value) for key, value in default_environment().items()}, **system}
    found: dict[str, str] = {}
    for entry in entries(file):
        requirement = Requirement(entry.partition(" --hash")[0])
        if requirement.marker is None or requirement.marker.evaluate(environment):
            (exact,) = requirement.specifier
            assert (exact.operator, "*" in exact.version) == ("==", False)
            assert canonicalize_name(requirement.name) not in found
            found[canonicalize_name(requirement.name)] = exact.version
    return found


def wanted(file: str) -> list[str]:
    """What the project asks for and what builds it, or uv, which installs both."""
    project = PROJECT["project"]
    if file == "uv.txt":
        return [
            one for one in project["optional-dependencies"]["dev"] if Requirement(one).name == "uv"
        ]
    more = project["optional-dependencies"]["dev"] if file == "dev.txt" else []
    return [*PROJECT["build-system"]["requires"], *project["dependencies"], *more]


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: "-".join(system.values()))
def test_the_lock_has_a_version_in_range_of_all_that_is_asked_for(
    file: str, system: dict[str, str]
) -> None:
    versions = locked(file, system)
    for text in wanted(file):
        requirement = Requirement(text)
        version = versions.get(canonicalize_name(requirement.name))
        assert version is not None, f"run scripts/lock: {requirement.name} is missing"
        assert requirement.specifier.contains(version), f"run scripts/lock: {text}, not {version}"


@pytest.mark.parametrize("file", FILES)
def test_every_file_that_can_be_installed_has_a_hash(file: str) -> None:
    for entry in entries(file):
        assert re.fullmatch(r"[^-][^=]*==\S+( +;.*?)?( +--hash=sha256:[0-9a-f]{64})+ *", entry), (
            entry
        )


@pytest.mark.parametrize("file", FILES)
def test_the_lock_names_what_its_packages_need(file: str) -> None:
    """Checks the packages that are installed here in their locked version."""
    system = {"sys_platform": "linux"}
    versions = locked(file, system)
    for name, version in versions.items():
        try:
            installed = distribution(name)
        except ModuleNotFoundError:
            continue  # hatchling and the like, which only build cvgen
        if installed.version != version:
            continue  # tests of the lowest or newest versions, which may need other packages
        for need in map(Requirement, installed.requires or []):
            if need.marker is None or need.marker.evaluate({**system, "extra": ""}):
                assert canonicalize_name(need.name) in versions, f"{name} needs {need}"


def test_no_package_has_two_versions() -> None:
    for system in SYSTEMS:
        for file in ("render.txt", "uv.txt"):
            assert locked(file, system).items() <= locked("dev.txt", system).items()


def imported(folder: str) -> set[str]:
    """The packages that the modules of a folder import, wherever the import stands."""
    found: set[str] = set()
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names - {"cvgen"}


def test_every_imported_package_is_a_dependency() -> None:
    """The range of what only comes along with another package would be nobody's to try."""
    asked = {canonicalize_name(Requirement(text).name) for text in wanted("render.txt")}
    brings = packages_distributions()
    strays = {
        module
        for module in imported("cvgen")
        if asked.isdisjoint(map(canonicalize_name, brings.get(module, [module])))
    }
    assert strays == {"pydantic_core"}  # pydantic asks for the one version that fits it


def test_every_range_has_two_ends() -> None:
    for requirement in map(Requirement, wanted("render.txt")):
        signs = {one.operator for one in requirement.specifier}
        assert signs == {">=", "<"}, f"{requirement}: it needs a lowest and an upper bound"
