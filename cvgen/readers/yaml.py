"""YAML."""

from functools import partial

from cvgen.readers import Reader
from cvgen.source.yaml_source import read_yaml

PART = Reader(suffixes=(".yaml", ".yml"), read=partial(read_yaml, includes=True))
