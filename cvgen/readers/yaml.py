"""YAML."""

from cvgen.readers.base import Reader
from cvgen.source.yaml_source import read_yaml

PART = Reader(suffixes=(".yaml", ".yml"), read=read_yaml)
