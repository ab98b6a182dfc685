"""Measures cvgen from the start of the process to its end, alternating with RenderCV if given.

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

from sample import cvgen_cv, long_cv, rendercv_cv

CVGEN = [sys.executable, "-m", "cvgen"]
RENDER = [*CVGEN, "render", "bench", "-q", "--force"]
NOTHING = [*CVGEN, "render", "cv0", "cv1", "cv2", "cv3", "-q", "-V", "full,academic"]


def timed(command: list[str], folder: Path) -> float:
    """Seconds that ``command`` takes from start to exit."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def paired(one: list[str], other: list[str] | None, folder: Path, runs: int) -> list[float]:
    """The median seconds of ``one``, and those of ``other`` and the ratio if it is given."""
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


Case = tuple[str, list[str], list[str] | None]


def cases(rendercv: str | None) -> list[Case]:
    """The cases: a title, cvgen's command, and RenderCV's."""
    rival = [rendercv, "render", "rival.yaml", "-q", "-nopng"] if rendercv else None
    only_pdf = [*rival, "-nomd", "-nohtml"] if rival else None
    rival_help = [rendercv, "--help"] if rendercv else None
    return [
        ("two pages: PDF + HTML + Markdown", RENDER, rival),
        ("two pages: PDF", [*RENDER, "-f", "pdf"], only_pdf),
        ("two pages: HTML", [*RENDER, "-f", "html"], None),
        ("two pages: Markdown", [*RENDER, "-f", "markdown"], None),
        ("two pages, limited to one: PDF", [*RENDER, "-f", "pdf", "-V", "industry-short"], None),
        ("300 publications: PDF", [*CVGEN, "render", "long", "-q", "--force", "-f", "pdf"], None),
        ("`cvgen check`", [*CVGEN, "check", "bench"], None),
        ("`cvgen --help`", [*CVGEN, "--help"], rival_help),
        ("nothing to do: 4 CVs, 2 variants, 3 formats", NOTHING, None),
    ]


def project(folder: Path) -> None:
    """Write the files that the cases need."""
    (folder / "cv_data").mkdir()
    for name, cv in (("bench", cvgen_cv()), ("long", long_cv())):
        (folder / "cv_data" / f"{name}.yaml").write_text(json.dumps(cv), "utf-8")
    (folder / "rival.yaml").write_text(json.dumps(rendercv_cv()), "utf-8")
    for number in range(4):
        (folder / "cv_data" / f"cv{number}.yaml").write_text(json.dumps(cvgen_cv()), "utf-8")
    subprocess.run(NOTHING, cwd=folder, check=True)


def peak(folder: Path) -> int:
    """The largest resident set of a process that renders 300 publications, in MB."""
    script = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)"
    )
    render = [*CVGEN, "render", "long", "-q", "--force", "-f", "pdf"]
    command = [sys.executable, "-c", script, *render]
    made = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    return int(made.stdout)


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--rendercv", help="the program to compare with")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project(folder)
        print("| case | cvgen | RenderCV | ratio |\n| --- | --- | --- | --- |")
        for title, ours, theirs in cases(options.rendercv):
            seconds, *rival = paired(ours, theirs, folder, options.runs)
            cells = [f"{rival[0]:.2f} s", f"{rival[1]:.2f}"] if rival else ["", ""]
            print(f"| {title} | {seconds:.2f} s | {' | '.join(cells)} |", flush=True)
        print(f"\n300 publications: {peak(folder)} MB at most in one process")


if __name__ == "__main__":
    main()
