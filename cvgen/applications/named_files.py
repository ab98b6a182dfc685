"""Finds the files that an application names: beside it, or from the folder of the project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

from cvgen.errors import InputError, Problem, did_you_mean
from cvgen.paths import display_path, is_file, is_folder, is_inside, stored_path
from cvgen.project import Project
from cvgen.project.files import entries


class NamedFiles:
    """Finds files for the application in the file ``path``."""

    def __init__(self, path: Path, project: Project) -> None:
        self.path, self.project = path, project

    def find(self, name: str) -> Path | None:
        """The file ``name``; None if it does not exist, InputError (E114) if it is outside."""
        if PureWindowsPath(name).drive or "\\" in name or name.startswith(("/", "~")):
            hint = "write the path from the project's folder, with / between folders"
            message = f"'{name}' is not a path within the project"
            raise InputError(Problem("E114", message, hint=hint))
        for folder in (self.path.parent, self.project.root):
            path = stored_path(folder / name)
            if is_file(path):
                if not is_inside(path, self.project.bounds(self.path)):
                    message = f"'{name}' leads out of the project"
                    raise InputError(
                        Problem("E114", message, hint="move the file into the project")
                    )
                return path
        return None

    def required(self, name: str) -> Path:
        """The file ``name``; InputError (E115) with the nearest name if it does not exist."""
        if (path := self.find(name)) is not None:
            return path
        place = self.project.root / name
        if is_folder(place):
            message, hint = f"'{name}' is a folder", "name a file in it"
        else:
            message = f"the file '{name}' does not exist"
            near = did_you_mean(name, self._near(name))
            hint = near or f"it would be '{display_path(place)}'"
        error = InputError(Problem("E115", message, hint=hint))
        error.files = (place,)
        raise error

    def _near(self, name: str) -> Iterator[str]:
        """The files beside the one that ``name`` would be, as they are named."""
        for folder in (self.path.parent, self.project.root):
            within = (folder / name).parent
            if is_inside(within, self.project.root):
                for path in entries(within):
                    yield (Path(name).parent / path.name).as_posix()
