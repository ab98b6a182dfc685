"""`bootstrap`: the decisions it makes, and that it starts on any system."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import ModuleType

import pytest

from cvgen import native

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "bootstrap"
STAMP = {"project": "a", "python": "3.11", "folder": "/cvgen", "dev": False}

UBUNTU = 'NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n'
MINT = 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n'
ROCKY = 'NAME="Rocky Linux"\nID="rocky"\nID_LIKE="rhel centos fedora"\n'


def load() -> ModuleType:
    """The program as a module, as ``import`` would give it if it had a suffix."""
    loader = SourceFileLoader("bootstrap", str(FILE))
    spec = importlib.util.spec_from_loader("bootstrap", loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module


bootstrap = load()


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The program, run as a user runs it."""
    command = [sys.executable, str(FILE), *map(str, arguments)]
    environment = {key: value for key, value in os.environ.items() if key != "CVGEN_VENV"}
    return subprocess.run(command, capture_output=True, text=True, env=environment)


# Which command installs what


@pytest.mark.parametrize(
    ("platform", "os_release", "command"),
    [
        ("linux", "ID=debian\n", "sudo apt-get update && sudo apt-get install -y "
         "--no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0"),
        ("linux", "ID=fedora\n", "sudo dnf install -y pango"),
        ("linux", "ID=arch\n", "sudo pacman -S --needed --noconfirm pango"),
        ("darwin", "", "brew install pango"),
        ("win32", "", "pacman -S --needed --noconfirm mingw-w64-ucrt-x86_64-pango"),
    ],
)  # fmt: skip
def test_each_system_has_its_command(platform: str, os_release: str, command: str) -> None:
    manager = native.manager_for(platform, os_release)
    assert manager is not None
    assert native.command_text(manager, manager.libraries, "sudo") == command


@pytest.mark.parametrize(
    ("os_release", "program"), [(UBUNTU, "apt-get"), (MINT, "apt-get"), (ROCKY, "dnf")]
)
def test_a_related_system_has_the_same_package_manager(os_release: str, program: str) -> None:
    manager = native.manager_for("linux", os_release)
    assert manager is not None
    assert manager.program == program


def test_alpine_names_each_library_by_its_file() -> None:
    manager = native.manager_for("linux", "ID=alpine\n")
    assert manager is not None
    assert manager.libraries == tuple(f"so:{one.file('linux')}" for one in native.LIBRARIES)


@pytest.mark.parametrize("os_release", ["", "ID=nosuch\n", "VARIANT_ID=debian\n", "ID\n=debian"])
def test_an_unknown_system_has_no_manager(os_release: str) -> None:
    assert native.manager_for("linux", os_release) is None


def test_root_needs_no_sudo_and_without_sudo_there_is_su() -> None:
    manager = native.manager_for("linux", "ID=fedora\n")
    assert manager is not None
    assert native.command_text(manager, ["a", "b"]) == "dnf install -y a b"
    assert native.command_text(manager, ["a", "b"], "su") == "su -c 'dnf install -y a b'"


def test_a_library_that_does_not_exist_is_missing() -> None:
    absent = native.Library("libnosuch-1.0")
    assert native.missing([*native.LIBRARIES, absent]) == ["libnosuch-1.0"]


def test_libraries_have_the_names_of_their_files() -> None:
    files = [native.FONTCONFIG.file(platform) for platform in ("linux", "darwin", "win32")]
    assert files == ["libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"]


def test_the_table_needs_nothing_of_cvgen() -> None:
    text = (ROOT / "cvgen" / "native.py").read_text("utf-8")
    imported = set(re.findall(r"^\s*(?:from|import) ([\w.]+)", text, re.MULTILINE))
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names


# What is done already


def test_an_equal_installation_is_reused() -> None:
    assert bootstrap.is_done(STAMP, STAMP)


def test_one_for_development_will_do_for_rendering_but_not_the_other_way() -> None:
    for_tests = {**STAMP, "dev": True}
    assert bootstrap.is_done(for_tests, STAMP)
    assert not bootstrap.is_done(STAMP, for_tests)


@pytest.mark.parametrize("key", ["project", "python", "folder"])
def test_a_change_calls_for_a_new_installation(key: str) -> None:
    assert not bootstrap.is_done({**STAMP, key: "other"}, STAMP)


def test_the_stamp_follows_the_text_of_the_project_file() -> None:
    first = bootstrap.stamp(b"a = 1\n", "3.11", "/cvgen", dev=True)
    assert first == bootstrap.stamp(b"a = 1\n", "3.11", "/cvgen", dev=True)
    assert first != bootstrap.stamp(b"a = 2\n", "3.11", "/cvgen", dev=True)


@pytest.mark.parametrize("content", [None, b"", b"{", b"[]", b"\xff"])
def test_an_unreadable_stamp_is_ignored(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / bootstrap.STAMP).write_bytes(content)
    assert bootstrap.read_stamp(tmp_path) == {}
    assert not bootstrap.is_done({}, STAMP)


def test_only_a_python_of_this_version_with_pip_works(tmp_path: Path) -> None:
    assert bootstrap.works(sys.executable)
    assert not bootstrap.works(str(tmp_path / "python"))
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "v"], check=True)
    assert not bootstrap.works(str(tmp_path / "v" / "bin" / "python"))


# Where the command is


def test_at_the_end_it_says_where_the_command_is(tmp_path: Path) -> None:
    for command, code in (("setup", 0), ("render", 2)):
        script = (
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
            "from tests.project_files.test_bootstrap import *; "
            f"sys.exit(bootstrap.start({command!r}, ['--nosuch'], {sys.executable!r}))"
        )
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
        where = Path(sys.executable).parent
        assert done.returncode == code
        told, export = done.stdout.splitlines()[-2:]
        assert told.startswith(f"The command is {bootstrap.shown(where / 'cvgen')}.")
        called = f"{export}; command -v cvgen"
        found = subprocess.run(["sh", "-c", called], capture_output=True, text=True, check=True)
        assert found.stdout.strip() == str(where / "cvgen")


# What is refused, in plain words


def test_an_old_python_is_refused() -> None:
    with pytest.raises(bootstrap.Stop, match=r"3\.11 or newer, and this is Python 3\.9 \(/old\)"):
        bootstrap.check_python((3, 9), "/old")
    bootstrap.check_python((3, 11), "/new")


def test_it_has_no_syntax_that_an_old_python_cannot_read() -> None:
    text = FILE.read_text("utf-8")
    ast.parse(text, feature_version=(3, 6))
    assert "from __future__" not in text


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("ten years", "utf-8")
    done = run("--venv", tmp_path, "render")
    assert done.returncode == 1
    assert done.stderr == (
        f"bootstrap: {tmp_path} contains other files. Choose another folder with --venv.\n"
    )
    assert thesis.read_text("utf-8") == "ten years"


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.touch()
    done = run("--venv", place / "venv", "render")
    assert (done.returncode, done.stderr) == (
        1, f"bootstrap: {place} cannot be written to. Choose another folder with --venv.\n"
    )  # fmt: skip


@pytest.mark.skipif(native.become_root() == "", reason="root may write everywhere")
def test_a_folder_without_rights_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = run("--venv", tmp_path / "venv", "render")
    assert done.returncode == 1
    assert done.stderr.startswith(f"bootstrap: {tmp_path} cannot be written to.")


def test_without_rights_it_does_not_wait_for_a_password() -> None:
    assert native.root_prefix("", terminal=False) == []
    assert native.root_prefix("su", terminal=True) is None
    assert native.root_prefix("sudo", terminal=True) == ["sudo"]


def test_without_uv_pip_installs() -> None:
    assert not bootstrap.install_with_uv(sys.executable, [sys.executable, "-c", "exit(1)"], [])


def test_a_failing_command_shows_its_last_lines() -> None:
    code = "for n in range(40): print('line', n)\nraise SystemExit(3)"
    with pytest.raises(bootstrap.Stop) as stop:
        bootstrap.quietly([sys.executable, "-c", code], "It did not work.")
    lines = str(stop.value).splitlines()
    assert lines[0] == "It did not work."
    assert lines[-1] == "line 39"
    assert "exited with 3" in str(stop.value)
    assert len([line for line in lines if re.fullmatch(r"line \d+", line)]) == bootstrap.SHOWN


@pytest.mark.parametrize("arguments", [[], ["nosuch"], ["setup", "more"]])
def test_a_command_it_does_not_know_is_a_wrong_use(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_python_that_does_not_exist_is_named() -> None:
    done = run("--python", "nosuch-python", "render")
    assert (done.returncode, done.stderr) == (
        1, "bootstrap: there is no Python called nosuch-python\n"
    )  # fmt: skip


def test_what_follows_the_command_is_passed_on() -> None:
    options = bootstrap.parse(["--venv", "x", "test", "-k", "dates", "--", "-q"])
    assert options.command == "test"
    assert options.arguments == ["-k", "dates", "--", "-q"]
    assert options.venv == Path.cwd() / "x"


def test_the_folder_can_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CVGEN_VENV", "/elsewhere")
    assert bootstrap.parse(["render"]).venv == Path("/elsewhere")
    monkeypatch.delenv("CVGEN_VENV")
    assert bootstrap.parse(["render"]).venv == ROOT / ".venv"
