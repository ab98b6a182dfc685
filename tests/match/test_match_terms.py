"""The terms of a job text, and the texts that contain them."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cvgen.match.occurrence import Index
from cvgen.match.terms import Term, terms_of
from cvgen.match.vocabulary import guess_language, languages, vocabulary
from tests.helpers_jobs import Job, found_in, jobs, precision_and_recall, words
from tests.helpers_sweeps import few

LEAST = 0.7
LIST = "Engineer\n\nRequirements\n- {}\n"


@pytest.mark.sweep("cvgen/match", "tests/samples_jobs", kinds=(), keep=4)
@pytest.mark.parametrize("job", jobs(), ids=lambda job: job.name)
def test_the_terms_of_a_job_text_are_those_that_a_reader_marks(job: Job) -> None:
    precision, recall = precision_and_recall(job)
    assert precision >= LEAST
    assert recall >= LEAST


@pytest.mark.parametrize(
    ("name", "language"),
    [("systems", "en"), ("nurse", "en"), ("historiker", "de"), ("embedded", "de")],
)
def test_the_language_is_guessed(name: str, language: str) -> None:
    (job,) = [job for job in jobs() if job.name == name]
    assert guess_language(job.text) == language


def test_a_few_lines_are_enough_to_know_the_language() -> None:
    text = "Ihr Profil\n- Kenntnisse in Satz und Schrift\n- Erfahrung mit Rust\n"
    assert guess_language(f"Satzingenieur (m/w/d)\n{text}") == "de"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Vous avez une bonne connaissance des bases de données et de Python.", "fr"),
        ("Buscamos una persona con experiencia en bases de datos y en Python.", "es"),
        ("Procuramos uma pessoa com experiência em bases de dados e em Python.", "pt"),
        ("Python, C++, Rust", "en"),
        ("北京", "en"),
    ],
)
def test_the_language_of_a_line_is_guessed(text: str, language: str) -> None:
    assert guess_language(text) == language


@pytest.mark.parametrize("language", languages())
def test_each_language_has_all_of_its_data(language: str) -> None:
    known = vocabulary(language)
    assert known.filler
    assert known.weak
    assert known.stop
    assert set(known.data["headings"]) == {"need", "task", "wish", "skip"}


@pytest.mark.parametrize(
    "term",
    ["C++", "C#", "F#", ".NET", "node.js", "CI/CD", "k8s", "R", "Go", "A/B tests", "kdb+",
     "P&L", "TCP/IP", "C", "scikit-learn", "PostgreSQL", "gRPC", "IEC", "machine learning",
     "oral history", "fault tolerance", "IT", "LLMs", "S3"],
)  # fmt: skip
def test_a_term_is_taken_as_it_is_written(term: str) -> None:
    text = LIST.format(f"Good knowledge of Python, {term} and statistics")
    assert words(text) == ["Python", term, "statistics"]


@pytest.mark.parametrize(
    "filler",
    ["excellent communication skills", "a great team", "five years of experience",
     "a competitive salary", "ability to work independently", "31 January 2027",
     "flexible working hours", "strong attention to detail", "passion for what we do",
     "a fast-paced environment", "motivated colleagues"],
)  # fmt: skip
def test_filler_words_are_not_terms(filler: str) -> None:
    assert words(LIST.format(f"Python\n- We ask for {filler}")) == ["Python"]


def test_parts_about_the_company_contain_no_terms() -> None:
    text = (
        "Engineer\n\nAbout us\nAcme Rockets builds engines in Oslo with Kotlin.\n\nRequirements\n"
        "- Python\n- Join Acme Rockets for orbital mechanics\n\n"
        "Benefits\n- Dental insurance, Spotify\n"
    )
    assert words(text) == ["Python", "orbital mechanics"]


def test_a_line_about_the_company_after_the_last_bullet_is_not_part_of_it() -> None:
    terms = words("Requirements\n- Python\n- Kubernetes\nWe offer a great team.\n")
    assert terms == ["Python", "Kubernetes"]


def test_a_heading_may_have_its_terms_on_the_same_line() -> None:
    terms = words("Requirements\n- Python\n\nNice to have: dbt, Snowflake\n- Airflow\n")
    assert terms == ["Python", "dbt", "Snowflake", "Airflow"]
    assert words("Requirements\n- Python\n\n**Nice to have:** dbt\n") == ["Python", "dbt"]


def test_required_terms_come_before_optional_ones() -> None:
    text = (
        "Engineer\n\nNice to have\n- Haskell\n\nRequirements\n- Erlang\n- Rust is required\n\n"
        "Tasks\n- Maintain Fortran\n"
    )
    assert words(text) == ["Rust", "Erlang", "Fortran", "Haskell"]


def test_frequent_terms_count_more() -> None:
    text = "Engineer\n\nRequirements\n- Erlang\n- Rust\n- Python and Rust\n"
    assert words(text)[0] == "Rust"


def test_one_thing_in_several_forms_is_one_term() -> None:
    text = LIST.format("Kubernetes, K8s, micro-services, microservices, optimisation, optimization")
    assert words(text) == ["Kubernetes", "micro-services", "optimisation"]
    assert found_in(text)[0].forms == ("Kubernetes", "K8s")


def test_an_explained_acronym_is_not_a_separate_term() -> None:
    text = LIST.format("Quantum error correction (QEC)\n- Experience with QEC")
    (term,) = [term for term in found_in(text) if "error" in term.text]
    assert "QEC" not in words(text)
    assert term in Index("Built a QEC code", vocabulary("en"))


def test_without_headings_all_of_a_text_counts() -> None:
    assert words("Engineer\n\nYou know Erlang and queueing theory.") == [
        "Erlang",
        "queueing theory",
    ]


@pytest.mark.parametrize(
    ("job", "cv"),
    [
        ("optimisation", "Optimized the solver"),
        ("micro-services", "Moved to microservices"),
        ("microservices", "Wrote micro services"),
        ("PostgreSQL", "a Postgres cluster"),
        ("Kubernetes", "ran K8s"),
        ("JS", "JavaScript"),
        ("distributed databases", "a distributed database"),
        ("fault tolerance", "a fault-tolerant store"),
        ("data analysis", "analysis of data"),
        ("machine learning", "ML"),
        ("haemodynamic monitoring", "hemodynamic monitoring"),
        ("Large Language Models", "an LLM"),
        ("C++", "Python, C++17, Rust"),
        ("back-testing", "backtesting of signals"),
        ("archaeology", "Archeology"),
        ("résumé parsing", "Resume parsing"),
    ],
)  # fmt: skip
def test_a_term_is_found_in_another_form(job: str, cv: str) -> None:
    assert _term(job) in Index(cv, vocabulary("en"))


@pytest.mark.parametrize(
    ("job", "cv"),
    [
        ("C++", "C and Python"),
        ("C", "C++ and C#"),
        ("Go", "go to market"),
        ("R", "R. Smith"),
        ("Rust", "rust removal"),
        ("Java", "JavaScript"),
        ("IT", "made it work"),
        ("machine learning", "machine tools and learning theory"),
        ("distributed databases", "distributed systems, databases"),
        ("statistics", "status"),
    ],
)
def test_a_term_is_not_found_in_what_only_looks_like_it(job: str, cv: str) -> None:
    assert _term(job) not in Index(cv, vocabulary("en"))


def _term(text: str) -> Term:
    (term,) = [term for term in found_in(LIST.format(f"Knowledge of {text}")) if term.text == text]
    return term


PIECES = st.lists(
    st.sampled_from(
        ["Python", "C++", "and", ",", "data", "pipelines", "\n- ", "\n\n", "Requirements:",
         "must", "(NLP)", "natural language processing", "the", ".", "Nice to have", "CI/CD",
         "/", "émigré", "IT", "Größe", "**Bonus**", "# Tasks", "3+", "don’t",
         "state-of-the-art", "😀", "数据", "e.g.", "\t", "Über"]
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=few(200), deadline=None)
@given(st.one_of(PIECES.map(" ".join), st.text(max_size=80)), st.sampled_from(["en", "de"]))
@example("state-of-the-art Nice to have", "de")
def test_every_term_is_in_the_job_text(text: str, language: str) -> None:
    flat = " ".join(text.replace("*", "").replace("_", "").split())
    for term in terms_of(text, vocabulary(language)):
        assert " ".join(term.text.split()) in flat
        assert term in Index(term.text, vocabulary(language))


@pytest.mark.parametrize(
    ("language", "asked", "has"),
    [
        ("de", "Englischkenntnisse", "Englisch: C1"), ("de", "Java-Kenntnisse", "Java"),
        ("de", "moderne Webanwendungen", "Entwicklung von Webanwendungen"),
        ("de", "CI/CD", "Einführung kontinuierlicher Integration"),
        ("de", "Machine Learning", "maschinelles Lernen"),
        ("fr", "Maîtrise d'algorithmique", "Algorithmique"),
        ("fr", "l’électrotechnique", "Électrotechnique"),
    ],
)  # fmt: skip
def test_words_of_other_languages_are_found_in_a_cv(language: str, asked: str, has: str) -> None:
    known = vocabulary(language)
    assert [term.text for term in terms_of(asked, known) if term in Index(has, known)]
