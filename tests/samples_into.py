"""A CV, a file of JSON Resume that brings more, and the CV with both."""

from __future__ import annotations

from typing import Any

CV = """\
# My CV, by hand
name: Ada Example   # the short form
email: ada@example.org
links: [github.com/ada]

sections:
  # newest first
  experience:
    - role: Chief Engineer
      organization: Loom Works
      start: 2021-03
      end: present   # still

    # my first job
    - role: Engineer
      organization: Mill Ltd
      start: 2018
      highlights:
        - >-
          Cut the cycle
          time
  skills:
    Languages: [Python, C]
  publications:
    - {title: On Looms, year: 2020, doi: 10.1234/looms}
# the end
"""
BRINGS: dict[str, Any] = {
    "basics": {
        "name": "Ada Example", "email": "ada@work.example", "phone": "+44 20 7946 0001",
        "profiles": [{"network": "github", "username": "ada"},
                     {"network": "linkedin", "username": "ada-e"}],
    },
    "work": [
        {"position": "Engineer", "name": "Mill Ltd", "startDate": "2018-04", "summary": "Looms."},
        {"position": "Intern", "name": "Spinners", "startDate": "2019-06", "endDate": "2019-08"},
        {"position": "Trainee", "name": "Dye House", "startDate": "2010-06"},
    ],
    "skills": [{"name": "Languages", "keywords": ["python", "Rust: 2021"]},
               {"name": "Web", "keywords": ["CSS"]}],
    "publications": [{"name": "On Mills", "releaseDate": "2022"},
                     {"name": "Of looms", "url": "https://doi.org/10.1234/looms"}],
    "awards": [{"title": "Prize", "date": "2020"}],
}  # fmt: skip
RESULT = """\
# My CV, by hand
name: Ada Example   # the short form
email: [ada@example.org, ada@work.example]
phone: +44 20 7946 0001
links: [github.com/ada, {network: LinkedIn, username: ada-e}]

sections:
  # newest first
  experience:
    - role: Chief Engineer
      organization: Loom Works
      start: 2021-03
      end: present   # still

    - role: Intern
      organization: Spinners
      start: 2019-06
      end: 2019-08

    # my first job
    - role: Engineer
      organization: Mill Ltd
      start: 2018
      highlights:
        - >-
          Cut the cycle
          time

    - role: Trainee
      organization: Dye House
      start: 2010-06
  skills:
    Languages: [Python, C, "Rust: 2021"]
    Web: [CSS]
  publications:
    - title: On Mills
      date: 2022
    - {title: On Looms, year: 2020, doi: 10.1234/looms}
  awards:
    - title: Prize
      date: 2020
# the end
"""
REPORT = """\
cv_data/ada.yaml  9 added, 2 there already, 3 values not placed
  + email: ada@work.example (line 3)
  + phone: +44 20 7946 0001 (line 4)
  + links: LinkedIn (line 5)
  + experience: Intern (line 15)
  + experience: Trainee (line 29)
  + skills: Rust: 2021 (line 33)
  + skills: Web (line 34)
  + publications: On Mills (line 36)
  + awards: Prize (line 40)
  = experience: Engineer (line 21)
  = publications: Of looms (line 38)
"""
