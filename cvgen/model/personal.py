"""Labels of what is nobody's business on the web: when and where born, nationality, status."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from cvgen.model.marks import Visibility
from cvgen.patterns import pattern

_BY_THEMSELVES = """
born dob age sex gender height weight children dependants dependents religion ethnicity
alter geboren geschlecht kinder konfession religion größe gewicht
âge né née sexe genre enfants edad sexo género hijos idade filhos età nato nata sesso genere figli
leeftijd geslacht kinderen wiek płeć dzieci věk pohlaví děti alder født køn kjønn børn barn
ålder född kön ikä sukupuoli lapset возраст пол дети вік стать діти ηλικία φύλο yaş cinsiyet
العمر الجنس גיל מין आयु लिंग 年齢 性別 나이 성별 年龄 年齡 性别 民族
"""
_WHOLE = frozenset(_BY_THEMSELVES.split())
"""Labels of the header that are personal as a whole; elsewhere they may be topics."""
_NUMBERS = r"(?:ssn|iban|nino|ahv|dni|nie|cpf|bsn|pesel)(?!\w)"
_WITHIN = (
    "birth", "born in", "born on", "dob", "nationalit", "citizenship", "marital", "civil status",
    "passport", "social security", "national insurance", "national id", "identity card",
    "id number", "id card", "tax id", "tax number", "bank account",
    "geburts", "geboren", "geb.", "religionszugeh",
    "staatsangeh", "staatsbürger", "familienstand", "reisepass",
    "personalausweis", "ausweisnummer", "sozialversicherung", "steuer-id", "steuernummer",
    "zivilstand",
    "naissance", "né le", "née le", "citoyenneté", "état civil", "situation familiale",
    "situation de famille", "passeport", "sécurité sociale", "carte d'identité",
    "nacimiento", "nacido", "nacida", "nacionalidad", "ciudadanía", "estado civil", "pasaporte",
    "seguridad social",
    "nascita", "cittadinanza", "nazionalità", "stato civile", "passaporto", "codice fiscale",
    "nascimento", "nacionalidade", "cidadania", "passaporte", "bilhete de identidade",
    "geboorte", "burgerlijke staat", "paspoort", "burgerservicenummer",
    "urodzen", "obywatelstwo", "narodowość", "stan cywilny", "paszport",
    "narození", "občanství", "národnost", "rodinný stav", "rodné číslo", "cestovní pas",
    "fødsels", "fødested", "statsborgerskab", "statsborgerskap", "sivilstatus", "sivilstand",
    "civilstatus", "cpr-n", "födelse", "medborgarskap", "civilstånd", "personnummer",
    "syntymä", "kansalaisuus", "siviilisääty", "henkilötunnus",
    "рождени", "гражданство", "национальность", "семейное положение", "паспорт",
    "народження", "громадянство", "національність", "сімейний стан",
    "γέννηση", "ιθαγένεια", "υπηκοότητα", "οικογενειακή κατάσταση", "διαβατήρι",
    "doğum", "uyruk", "medeni", "pasaport", "vatandaşlık",
)  # fmt: skip
"""Words, or their beginnings, that make any label personal."""
_ANYWHERE = (
    "الميلاد", "الجنسية", "الحالة الاجتماعية", "جواز", "לידה", "אזרחות", "מצב משפחתי", "דרכון",
    "जन्म", "राष्ट्रीयता", "वैवाहिक", "पासपोर्ट", "生年月日", "国籍", "國籍", "出生", "婚姻", "護照",
    "护照", "パスポート", "配偶者", "生日", "籍贯", "생년월일", "국적", "혼인", "여권",
)  # fmt: skip
"""The same in scripts where a word may have others before it without a space."""
_STARTS = "|".join([*map(re.escape, _WITHIN), _NUMBERS])
_WORDS = pattern(rf"(?<!\w)(?:{_STARTS})|{'|'.join(_ANYWHERE)}")


def is_personal(label: str, *, topics: bool = False) -> bool:
    """Whether what ``label`` names is no matter for the public; ``topics`` says that it stands
    where a word such as Religion may be a topic.
    """
    plain = unicodedata.normalize("NFC", label).casefold().strip(" *_:：")
    return (not topics and plain.strip(".") in _WHOLE) or _WORDS.search(plain) is not None


def kept_from_public(value: Any, *, topics: bool = False) -> Any:
    """``value``, the fields of a labelled fact, as personal where its label says so and no mark of
    its own says otherwise.
    """
    if not isinstance(value, dict) or _has_visibility(value):
        return value
    if any(is_personal(text, topics=topics) for text in _texts(value.get("label"))):
        return {**value, "visibility": Visibility.PERSONAL.value}
    return value


def _has_visibility(value: Any) -> bool:
    if isinstance(value, dict):
        return "visibility" in value or any(map(_has_visibility, value.values()))
    return isinstance(value, list) and any(map(_has_visibility, value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
