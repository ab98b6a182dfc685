"""A fictitious CV of two pages, for cvgen and for RenderCV, and one with 300 publications."""

from __future__ import annotations

from typing import Any

PLACES = [
    "Harbour Analytics", "Institute for Tidal Studies", "Examplia Rail", "Muster & Co",
    "University of Examplia", "Lighthouse Labs", "Northern Mills", "Example Bank",
]  # fmt: skip
BULLETS = [
    "Cut the nightly load from six hours to 40 minutes by rewriting its slowest three steps.",
    "Moved 120 reports to tested, versioned models that four teams now build on every day.",
    "Wrote the on-call handbook and trained eleven colleagues in two languages.",
]


def _jobs() -> list[dict[str, Any]]:
    return [
        {"role": f"Engineer, level {8 - n}", "organization": place, "location": "Bristol, UK",
         "start": f"{2023 - 2 * n}-03", "end": f"{2025 - 2 * n}-02", "highlights": BULLETS}
        for n, place in enumerate(PLACES)
    ]  # fmt: skip


def _papers() -> list[dict[str, Any]]:
    return [
        {"title": f"Filling the gaps in a century of tide gauges, part {n}",
         "authors": ["Sam Sample", "Alex Example", "Kim Muster"],
         "venue": "Journal of Imaginary Hydrology", "year": str(2024 - n)}
        for n in range(5)
    ]  # fmt: skip


def cvgen_cv() -> dict[str, Any]:
    """The CV in cvgen's format."""
    return {
        "name": "Alex Example", "headline": "Data engineer", "email": "alex@example.org",
        "phone": "+44 20 7946 0000", "location": "Bristol, UK", "links": [{"github": "alex"}],
        "sections": {
            "experience": _jobs(),
            "education": [
                {"degree": "MSc", "area": "Applied Statistics", "institution": PLACES[4],
                 "start": "2012", "end": "2014"},
                {"degree": "BSc", "area": "Mathematics", "institution": PLACES[4],
                 "start": "2009", "end": "2012"},
            ],
            "publications": _papers(),
            "skills": {"Languages": ["Python", "SQL", "Rust"], "Tools": ["dbt", "PostgreSQL"]},
        },
    }  # fmt: skip


def long_cv(number: int = 300) -> dict[str, Any]:
    """The CV in cvgen's format with this number of publications."""
    cv = cvgen_cv()
    cv["sections"]["publications"] = [
        {"title": f"Tides at gauge {n} of the northern coast and what moves them, a second look",
         "authors": ["Sam Sample", "Alex Example", "Kim Muster", "Robin Beispiel", "Jo Esempio"],
         "venue": "Journal of Imaginary Hydrology", "year": str(2024 - n // 20),
         "volume": str(n), "pages": f"{n}-{n + 12}", "doi": f"10.1000/tide.{n}"}
        for n in range(number)
    ]  # fmt: skip
    return cv


def rendercv_cv() -> dict[str, Any]:
    """The same CV in RenderCV's format."""
    jobs = [
        {"company": job["organization"], "position": job["role"], "location": job["location"],
         "start_date": job["start"], "end_date": job["end"], "highlights": job["highlights"]}
        for job in _jobs()
    ]  # fmt: skip
    papers = [
        {"title": paper["title"], "authors": paper["authors"], "journal": paper["venue"],
         "date": paper["year"]}
        for paper in _papers()
    ]  # fmt: skip
    degrees = [
        {"institution": PLACES[4], "area": "Applied Statistics", "degree": "MSc",
         "start_date": "2012", "end_date": "2014"},
        {"institution": PLACES[4], "area": "Mathematics", "degree": "BSc",
         "start_date": "2009", "end_date": "2012"},
    ]  # fmt: skip
    skills = [{"label": "Languages", "details": "Python, SQL, Rust"},
              {"label": "Tools", "details": "dbt, PostgreSQL"}]  # fmt: skip
    sections = {"experience": jobs, "education": degrees, "publications": papers, "skills": skills}
    person = {"name": "Alex Example", "email": "alex@example.org", "phone": "+44 20 7946 0000",
              "location": "Bristol, UK", "sections": sections}  # fmt: skip
    return {"cv": person, "design": {"theme": "classic"}}
