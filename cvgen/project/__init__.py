"""The user's files: settings, CVs and outputs of a project, atomic writes."""

from cvgen.project.files import read_bytes, write_atomic
from cvgen.project.project import Project, find_project

__all__ = ["Project", "find_project", "read_bytes", "write_atomic"]
