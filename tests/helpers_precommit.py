"""A git repository with CVs, and the real pre-commit in it, with the hooks of this repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.helpers_cli import SOURCE, Ran
from tests.helpers_project import write

HOOKS = SOURCE / ".pre-commit-hooks.yaml"
OF_CVS = ("cvgen-check", "cvgen-render")
_OWN = ("GIT_", "PRE_COMMIT", "PYTHONPATH", "SKIP")


def offered() -> list[dict[str, Any]]:
    """The hooks of this repository, as they are offered to others."""
    hooks: list[dict[str, Any]] = yaml.safe_load(HOOKS.read_text("utf-8"))
    return hooks


def local_config(*names: str, **changes: list[str]) -> str:
    """A configuration with the hooks ``names`` as offered, but for the environment, which is this
    one, and the arguments given for each (``cvgen_render=["--prune"]``).

    By default, the hooks are those for CVs.
    """
    hooks = []
    for hook in offered():
        if hook["id"] not in (names or OF_CVS):
            continue
        args = changes.get(hook["id"].replace("-", "_"), [])
        hooks.append({**hook, "language": "system", "args": args})
    return yaml.safe_dump({"repos": [{"repo": "local", "hooks": hooks}]})


@dataclass(frozen=True)
class Repository:
    """A git repository in ``folder``; ``scratch`` is for what pre-commit and git keep."""

    folder: Path
    scratch: Path

    def copied(self, folder: Path) -> Repository:
        """A copy of it in ``folder``, to be changed."""
        return Repository(shutil.copytree(self.folder, folder), self.scratch)

    def start(self) -> None:
        """Make it, and let every commit run the hooks."""
        self.git("init", "-q", "-b", "main")
        for key, value in (("user.name", "Kim"), ("user.email", "kim@example.org")):
            self.git("config", key, value)
        shim = f'#!/bin/sh\nPYTHONPATH={SOURCE} exec {sys.executable} -m cvgen "$@"\n'
        write(self.scratch / "bin" / "cvgen", shim).chmod(0o755)
        assert self.pre_commit("install").code == 0

    def git(self, *words: str) -> Ran:
        """``git`` with ``words``; how it ends is up to the caller."""
        return self._run(["git", *words])

    def pre_commit(self, *words: str) -> Ran:
        """``pre-commit`` with ``words``."""
        return self._run([sys.executable, "-m", "pre_commit", *words])

    def hooks(self) -> Ran:
        """The hooks, run over all files."""
        return self.pre_commit("run", "--all-files")

    def commit(self) -> Ran:
        """Add everything and commit it, which runs the hooks."""
        self.git("add", "--all")
        return self.git("commit", "--quiet", "--message", "x")

    def status(self) -> list[str]:
        """What git has to say of the files, a line each."""
        return self.git("status", "--short", "--untracked-files=all").out.splitlines()

    def _run(self, command: list[str]) -> Ran:
        own = {key: value for key, value in os.environ.items() if not key.startswith(_OWN)}
        own["PATH"] = f"{self.scratch / 'bin'}:{own['PATH']}"
        own |= {"PRE_COMMIT_HOME": str(self.scratch / "home"), "GIT_CONFIG_GLOBAL": os.devnull}
        made = subprocess.run(
            command, cwd=self.folder, env=own, capture_output=True, text=True, timeout=300,
            check=False,
        )  # fmt: skip
        assert "Traceback" not in made.stdout + made.stderr
        return Ran(made.returncode, made.stdout, made.stderr)
