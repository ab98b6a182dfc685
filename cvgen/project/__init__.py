"""The user's files: the project's settings, where CVs and outputs are, writing without halves."""

from cvgen.project.files import read_bytes, working_folder, write_atomic
from cvgen.project.project import Project, find_project

__all__ = ["Project", "find_project", "read_bytes", "working_folder", "write_atomic"]
