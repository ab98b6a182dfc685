"""Source with positions → typed Cv, or all problems of the file at once."""

from cvgen.building.build import build_cv
from cvgen.building.validate import Checker

__all__ = ["Checker", "build_cv"]
