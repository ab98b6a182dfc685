"""What other formats and people call things, and what cvgen calls them.

The words are those of RenderCV, JSON Resume, YAMLResume, Europass, LinkedIn and BibTeX, and what
people try first. Each row of a table has the names that cvgen knows, before the words for them: the
first name that may stand at a place is meant there. Where a name may not stand, it means another
one of its row.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Mapping

from cvgen.errors import did_you_mean, name_hint

Rows = tuple[tuple[str, str], ...]

KEYS: Rows = (
    # the person
    ("links url", "website url homepage web webpage blog portfolio profiles social socials "
     "social_networks social_media online urls weblinks link href linkedin github orcid site"),
    ("name", "full_name first_name last_name given_name family_name "
     "surname"),
    ("headline group role title language", "label"),
    ("headline role title", "tagline job_title position occupation profession"),
    ("email", "mail e_mail emails email_address"),
    ("phone", "cell mobile telephone tel cell_phone phone_number phones contact_number fax"),
    ("addresses address location", "street postal postal_address mailing_address zip zip_code "
     "postcode postal_code"),
    ("location place", "city country place region state town where residence venue_location"),
    ("photo", "picture image avatar portrait profile_picture headshot"),
    ("born", "dob birth birthday birth_date date_of_birth"),
    ("nationality", "citizenship citizen nationalities"),
    ("work_authorization", "visa work_permit residence_permit right_to_work permit"),
    ("interests items", "hobbies hobby"),
    ("facts", "custom_fields custom extra other additional misc personal gender marital_status"),
    ("summary", "description about about_me objective profile bio abstract intro introduction "
     "overview statement reference"),
    ("affiliation organization institution", "affiliations"),
    ("aliases", "alias also_known_as other_names pen_names"),
    # the settings
    ("theme", "design template style layout"),
    ("language", "lang locale"),
    ("updated", "last_updated last_modified updated_at modified"),
    ("options", "theme_options design_options"),
    # entries
    ("role title", "job role_title function designation post jobs"),
    ("organization agency institution issuer awarder", "company employer organisation entity firm "
     "business workplace org"),
    ("unit organization", "department team group division faculty lab laboratory"),
    ("employment", "employment_type work_type contract job_type"),
    ("supervisors advisors", "supervisor manager boss line_manager"),
    ("advisors supervisors", "advisor adviser advisers mentor mentors"),
    ("technologies items", "tools stack tech tech_stack technology software_used"),
    ("start", "start_date begin began started starts beginning since date_from from_date from "
     "date_start"),
    ("end until expires", "end_date finish finished ended ends to until date_to to_date "
     "graduation graduation_date date_end completed completion"),
    ("expires until end", "expiry expiration expiration_date expiry_date valid_until"),
    ("expected", "expected_graduation expected_end anticipated"),
    ("date year", "when month period duration release_date released issued issue_date date_issued "
     "awarded published publication_date"),
    ("highlights items", "bullets points responsibilities achievements accomplishments tasks "
     "duties bullet_points"),
    ("items value highlights", "details"),
    ("items highlights", "list elements values subitems sub_bullets children entries_list"),
    ("items technologies tags", "keywords skills"),
    ("institution organization", "school university college alma_mater"),
    ("degree level", "study_type qualification diploma degree_type"),
    ("area topic", "major field field_of_study minor specialization specialisation programme "
     "program discipline"),
    ("grade level", "gpa mark marks final_grade cgpa"),
    ("grade value level", "score result"),
    ("distinction award", "honors honours honour honor latin_honors"),
    ("courses course", "coursework modules classes"),
    ("course", "module class subject course_name"),
    ("venue event", "journal booktitle conference journal_title container container_title "
     "bookname proceedings"),
    ("authors inventors", "author co_authors writers by"),
    ("editors", "editor eds"),
    ("inventors authors", "inventor"),
    ("issue", "number issue_number no"),
    ("number id", "patent_number application_number"),
    ("id", "credential_id license_number licence_number certificate_id identifier"),
    ("pages", "page pp page_range"),
    ("arxiv", "eprint preprint_id arxiv_id"),
    ("awarder issuer agency", "awarded_by awarding_body granted_by"),
    ("issuer awarder", "authority issued_by certifier provider issuing_organization"),
    ("agency awarder", "funder sponsor funding_agency funding_body granted"),
    ("amount", "budget sum money prize_money"),
    ("total", "total_amount overall"),
    ("person", "student candidate mentee supervisee"),
    ("topic thesis title", "thesis_title dissertation project_title"),
    ("level", "fluency proficiency cefr competence"),
    ("kind type employment", "category sort_of"),
    ("event", "event_name meeting occasion"),
    ("relation", "relationship"),
    ("note", "comment comments remark remarks notes annotation"),
    ("title name course person language group label topic", "heading entry_name"),
    ("text value", "content body txt"),
    # marks
    ("for", "audiences only_for shown_for show_for"),
    ("not_for", "exclude_for hidden_for hide_for except"),
    ("tags", "labels categories topics"),
    ("visibility", "hide hidden private public show visible secret"),
    ("priority", "weight importance important"),
    # variants and their rules
    ("extends", "parent inherits inherit based_on"),
    ("pages", "max_pages page_limit"),
    ("only", "filter with_tags"),
    ("entries", "limit max count max_entries"),
    ("sort", "order order_by sort_by"),
    ("group", "group_by grouped_by"),
    # links
    ("username", "user handle account user_name"),
    ("network", "platform service_name"),
    # several meanings, by what there may be
    ("title person course language group organization topic network", "name"),
    ("course degree role headline name person group label", "title"),
    ("venue issuer awarder agency institution unit", "organization"),
    ("issuer awarder agency organization", "institution"),
    ("kind level employment network label", "type"),
)  # fmt: skip
"""Keys of the person, of entries, of variants and of their rules."""

SECTIONS: Rows = (
    ("experience", "work employment jobs career positions appointments internships job "
     "work_experience professional_experience employment_history work_history "
     "professional_appointments industry_experience experiences"),
    ("education", "studies degrees academic_background schooling qualifications training"),
    ("publications", "papers articles bibliography works journal_articles preprints books "
     "selected_publications"),
    ("funding", "grants fellowships grant research_funding"),
    ("teaching", "courses lectures teaching_experience courses_taught"),
    ("supervision", "students mentoring mentorship advising supervised_students"),
    ("talks", "presentations invited_talks speaking conferences keynotes"),
    ("awards", "honors honours prizes scholarships achievements honors_awards honors_and_awards"),
    ("certifications", "certificates licenses licences certs"),
    ("volunteering", "volunteer volunteer_experience volunteer_work community"),
    ("service", "reviewing committees academic_service professional_service services"),
    ("references", "referees recommendations"),
    ("interests", "hobbies hobbies_and_interests"),
    ("skills", "skill technical_skills competences competencies technologies expertise"),
    ("languages", "spoken_languages language_skills"),
    ("memberships", "affiliations associations societies"),
    ("projects", "project personal_projects side_projects portfolio software"),
    ("patents", "inventions"),
)  # fmt: skip
"""Sections."""

OPTIONS: Rows = (
    ("base_size", "font_size size text_size body_size point_size"),
    ("fonts", "font font_family typeface font_set main_font"),
    ("margins", "margin page_margins page_margin geometry"),
    ("accent", "color colour colors colours primary_color primary_colour theme_color main_color "
     "accent_color accent_colour"),
    ("page", "paper_size paper page_size paper_format"),
    ("leading", "line_height line_spacing spacing linespread line_stretch"),
    ("density", "compact compactness tight scale"),
    ("date_style", "date_format dates"),
    ("date_position", "date_column date_place date_align"),
    ("order", "section_order sections_order"),
    ("labels", "headings section_titles titles section_labels"),
    ("photo", "picture image avatar show_photo show_picture"),
    ("columns", "column two_columns two_column column_count"),
    ("sidebar", "side_column aside side left_column right_column"),
    ("band", "banner header_color header_colour header_background"),
    ("icons", "icon contact_icons show_icons symbols font_awesome"),
    ("lead", "entry_title first_line title_first"),
    ("unit", "units department_position"),
    ("section_notes", "notes counts section_counts"),
    ("css", "stylesheet custom_css extra_css style"),
    ("web_dark", "dark dark_mode dark_theme"),
    ("web_fonts", "embed_fonts webfonts web_font"),
    ("web_nav", "nav navigation toc table_of_contents"),
    ("web_pdf", "pdf_link download download_link link_to_pdf"),
    ("running_header", "header footer page_numbers page_numbering show_page_numbers"),
    ("updated", "last_updated"),
    ("publication_style", "citation_style csl bibliography_style"),
    ("publication_authors", "max_authors et_al"),
    ("publication_group", "group_publications bibliography_group"),
    ("publication_order", "publication_types types_order"),
    ("publication_numbers", "number_publications numbering numbered"),
    ("publication_ranks", "ranks rank core_rank venue_ranks"),
    ("publication_links", "dois show_doi show_links doi"),
)  # fmt: skip
"""Options of themes."""

FORMATS: Rows = (
    ("markdown", "txt text plain plaintext mdown mkd rst"),
    ("html", "web website page htm xhtml"),
    ("pdf", "print paper ps postscript"),
    ("png", "image jpg jpeg picture svg webp gif"),
)
"""Formats of outputs."""

_NO_FORMATS = {
    **dict.fromkeys(("word", "docx", "doc", "odt", "rtf", "office"),
                    "no Word file is made; Word opens the format `html`"),
    **dict.fromkeys(("tex", "latex", "xelatex", "typst"),
                    "a PDF needs no LaTeX here: take the format `pdf`"),
}  # fmt: skip

_ALIKE = 3
"""So many names of a row, at most, mean much the same."""

WRAPPERS = frozenset({"basics", "cv", "resume", "content", "header", "personalinfo", "person"})
"""Keys of other formats around what stands at the top of a CV; :func:`plain`."""

_ELSEWHERE = {
    "pages": "`pages` is a key of a variant, not an option of a theme",
    "language": "`language` is a key of a CV or of a variant, not an option of a theme",
    "theme": "name the theme with `--theme`, or with the key `theme` of a CV or variant",
    "variant": "name the variant with `--variant`",
    "format": "name the format with `--format`",
    "visibility": "`visibility` is a key of a variant, not an option of a theme",
    "sections": "`sections` is a key of a variant, not an option of a theme",
}
_NOT_OPTIONS = {
    **{name: name for name in _ELSEWHERE},
    "max_pages": "pages", "page_limit": "pages", "page_count": "pages", "lang": "language",
    "locale": "language", "template": "theme", "design": "theme", "formats": "format",
    "output_format": "format", "audience": "variant",
}  # fmt: skip


def plain(word: str) -> str:
    """``word`` without letter case and separators."""
    return word.casefold().replace("_", "").replace("-", "").replace(" ", "").replace(".", "")


def meant(word: str, rows: Rows, known: Collection[str]) -> str | None:
    """The one of ``known`` that others call ``word``, by ``rows``."""
    names = _table(rows).get(plain(word), ())
    return next((name for name in names if name in known), None)


def is_first_meaning(word: str, name: str, rows: Rows) -> bool:
    """Whether ``name`` is what others mean by ``word`` before anything else."""
    return _table(rows).get(plain(word), ())[:1] == (name,)


def hint_for(word: str, known: Iterable[str], rows: Rows) -> str:
    """A hint with what ``word`` means by ``rows``, the nearest of ``known``, or all of them."""
    names = list(known)
    return near_hint(word, names, rows) or name_hint(word, names)


def near_hint(word: str, known: Iterable[str], rows: Rows) -> str | None:
    """A hint with what ``word`` means by ``rows``, or the nearest of ``known``, if there is any."""
    names = list(known)
    name = meant(word, rows, names)
    return f"did you mean '{name}'?" if name else did_you_mean(word, names)


def format_hint(word: str, known: Iterable[str]) -> str:
    """A hint for a ``word`` that is no format: what to take instead, or which are ``known``."""
    return _NO_FORMATS.get(plain(word)) or hint_for(word, known, FORMATS)


def option_elsewhere(word: str) -> str | None:
    """Where to write what is no option of a theme, though ``word`` was given as one."""
    table: Mapping[str, str] = {plain(name): said for name, said in _NOT_OPTIONS.items()}
    found = table.get(plain(word))
    return _ELSEWHERE[found] if found else None


def words_of(rows: Rows) -> Mapping[str, tuple[str, ...]]:
    """The names that each word of ``rows`` may mean; words are :func:`plain`."""
    return _table(rows)


@functools.lru_cache
def _table(rows: Rows) -> dict[str, tuple[str, ...]]:
    table = {plain(word): tuple(names.split()) for names, words in rows for word in words.split()}
    for name, others in _beside(rows).items():
        found = (*table.get(plain(name), ()), *others)
        table[plain(name)] = tuple(other for other in dict.fromkeys(found) if other != name)
    return table


def _beside(rows: Rows) -> dict[str, list[str]]:
    """What each name that cvgen knows means where another one of its row may stand.

    A row of many names is of a word with many meanings: only the first name of it means the others.
    """
    beside: dict[str, list[str]] = {}
    groups = [names.split() for names, _ in rows if len(names.split()) > 1]
    for names in groups:
        beside.setdefault(names[0], []).extend(names[1:])
    for names in groups:
        for name in names[1:] if len(names) <= _ALIKE else ():
            beside.setdefault(name, []).extend(names)
    return beside
