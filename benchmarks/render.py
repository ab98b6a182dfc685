"""Whole-process times of cvgen, in pairs with RenderCV where it is given.

    python benchmarks/render.py [--runs 9] [--rendercv PATH/TO/rendercv]

Both render the same fictitious CV of two pages: same sections, entries and bullets. Each figure is
a median over the runs; the ratio is the median of the ratios of neighbouring runs, so that a
machine that slows down meanwhile slows both.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sample import cvgen_cv, rendercv_cv

CVGEN = [sys.executable, "-m", "cvgen"]


def timed(command: list[str], folder: Path) -> float:
    """Seconds that ``command`` takes from start to exit."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def paired(one: list[str], other: list[str] | None, folder: Path, runs: int) -> list[float]:
    """Median seconds of ``one``, and of ``other`` with the ratio between them where it is given."""
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(runs + 1):
        mine = timed(one, folder)
        rival = timed(other, folder) if other else 0.0
        if number:
            ours.append(mine)
            theirs.append(rival)
    if other is None:
        return [statistics.median(ours)]
    ratios = [mine / rival for mine, rival in zip(ours, theirs, strict=True)]
    return [statistics.median(ours), statistics.median(theirs), statistics.median(ratios)]


def cases(rendercv: str | None) -> list[tuple[str, list[str], list[str] | None]]:
    """What is measured: a title, cvgen's command, and the rival's."""
    rival = [rendercv, "render", "rival.yaml", "-q", "-nopng"] if rendercv else None
    only_pdf = [*rival, "-nomd", "-nohtml"] if rival else None
    rival_help = [rendercv, "--help"] if rendercv else None
    return [
        ("render, pdf + html + markdown", [*CVGEN, "render", "bench", "-q"], rival),
        ("render, pdf only", [*CVGEN, "render", "bench", "-q", "-f", "pdf"], only_pdf),
        ("render, markdown only", [*CVGEN, "render", "bench", "-q", "-f", "markdown"], None),
        ("check", [*CVGEN, "check"], None),
        ("--help", [*CVGEN, "--help"], rival_help),
    ]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--rendercv", help="the program to compare with")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "cv_data").mkdir()
        (folder / "cv_data" / "bench.yaml").write_text(json.dumps(cvgen_cv()), "utf-8")
        (folder / "rival.yaml").write_text(json.dumps(rendercv_cv()), "utf-8")
        print(f"{'':32}{'cvgen':>8}{'RenderCV':>10}{'ratio':>8}")
        for title, ours, theirs in cases(options.rendercv):
            figures = paired(ours, theirs, folder, options.runs)
            cells = [f"{figures[0]:.3f} s", *[f"{figure:.3f}" for figure in figures[1:]]]
            print(f"{title:30}" + "".join(f"{cell:>10}" for cell in cells))


if __name__ == "__main__":
    main()
