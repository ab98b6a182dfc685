"""Measures many CVs in one call: PDFs per minute, and whether memory grows.

    python benchmarks/batch.py [--cvs 200]

The CVs are copies of one fictitious CV of two pages, each under a name of its own. Memory is the
largest resident set of the program and of its largest worker, for a tenth of the CVs and for all.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sample import cvgen_cv

RENDER = [sys.executable, "-m", "cvgen", "render", "-q", "-f", "pdf", "--force"]
PEAKS = """
import atexit, resource, sys
def peaks():
    own, workers = (resource.getrusage(who).ru_maxrss // 1024
                    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(own, workers, file=sys.stderr, flush=True)
atexit.register(peaks)
sys.argv = ["cvgen", *sys.argv[1:]]
from cvgen.cli import main
main()
"""


def project(folder: Path, number: int) -> None:
    """A project with this number of CVs."""
    (folder / "cv_data").mkdir(parents=True)
    for index in range(number):
        text = json.dumps({**cvgen_cv(), "name": f"Alex Example {index}"})
        (folder / "cv_data" / f"cv{index:04}.yaml").write_text(text, "utf-8")


def rendered(folder: Path) -> tuple[float, list[int]]:
    """The seconds, and the peak memory in MB of the main process and the largest worker."""
    start = time.perf_counter()
    command = [sys.executable, "-c", PEAKS, *RENDER[3:]]
    made = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, [int(word) for word in made.stderr.split()[-2:]]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cvs", type=int, default=200)
    most = parser.parse_args().cvs
    print("| CVs | seconds | PDFs a minute | program | largest worker |")
    print("| --- | --- | --- | --- | --- |")
    for number in (most // 10, most):
        with tempfile.TemporaryDirectory() as name:
            project(Path(name), number)
            seconds, (own, worker) = rendered(Path(name))
            rate = 60 * number / seconds
            print(f"| {number} | {seconds:.1f} | {rate:.0f} | {own} MB | {worker} MB |", flush=True)


if __name__ == "__main__":
    main()
