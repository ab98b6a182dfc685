"""``python -m cvgen``."""

from cvgen.cli import main

main()
