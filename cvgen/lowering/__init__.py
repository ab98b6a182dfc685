"""From a selected Cv to the Document that every writer knows."""

from cvgen.lowering.choices import Choices
from cvgen.lowering.lower import lower

__all__ = ["Choices", "lower"]
