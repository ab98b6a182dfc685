"""Labels of what is nobody's business on the web: birth, nationality, phone, home, pay, health."""

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
health gesundheit santé salud salute saúde gezondheid zdrowie zdraví helbred helse hälsa terveys
здоровье υγεία sağlık disability disabilities disabled handicap behinderung invalidité discapacidad
disabilità deficiência niepełnosprawność invalidita инвалидность інвалідність αναπηρία engellilik
الإعاقة נכות विकलांगता lön løn lønn palkka mzda
home zuhause
"""
"""Labels of the header that are personal as a whole; elsewhere they may be topics."""
_CONTACT = """
phone phones telephone telefon téléphone tél teléfono telefono telefone tel tlf fax telefax handy
handynummer telefonnummer telefonnr mobilnummer mobilnr mobiltelefon rufnummer festnetz cellphone
smartphone landline whatsapp natel telemóvel puhelin matkapuhelin puhelinnumero telefoonnummer
telefoon telefonu телефон τηλέφωνο هاتف الهاتف جوال الجوال موبايل טלפון נייד फ़ोन मोबाइल address
adresse anschrift domicilio domicile domicílio indirizzo endereço morada adres adresa adress
osoite адрес адреса διεύθυνση κατοικία adresi العنوان כתובת पता wohnort wohnsitz wohnhaft
résidence residencia residenza residência woonplaats bydliště bopæl bosted bostad kotipaikka
kotikunta ikamet ikametgâh hometown السكن מגורים
"""
"""Words for a phone and for where somebody lives."""
_CONTACT_OF_HEADER = """
mobile mobil portable móvil celular cellulare mobiel cell cel gsm komórka κινητό мобильный
мобільний dirección residence
"""
"""The same, where they are no topics."""
_BESIDE = """
home private personal privat privé privée privados privado privada particular privato privata
personale personnel personnelle pessoal privaten persönlich persönliche personlig yksityinen
prywatny prywatna soukromý soukromá личный домашний домашній kişisel work office business
dienstlich geschäftlich büro arbeit professionnel professionnelle bureau fixe fijo fixo fisso
casa lavoro trabajo trabalho number no nr nummer numéro numero número n numer номер postal
visiting permanent current present main postale actual atual attuale aktuell aktuelle and or und
oder et ou y e o i og och de del da du di of mein meine my
"""
"""Words that may stand beside those for a phone or a home."""
_HEADS = "privat|wohn|heim|heimat|post|melde|hjemme|hem|bostads|privé|thuis|woon|koti"
_COMPOUND = rf"(?:{_HEADS})(?:adress?e?|anschrift|telefon|handy|nummer|osoite)(?!\w)"
_NUMBERS = (
    r"(?:ssn|iban|nino|ahv|dni|nie|cpf|bsn|pesel|nif|itin|nric|aadhaar|инн|снилс|gdb|rqth)(?!\w)"
)
_WITHIN = (
    "birth", "born in", "born on", "dob", "nationalit", "citizenship", "marital", "civil status",
    "passport", "social security", "national insurance", "national id", "identity card",
    "id number", "id card", "tax id", "tax number", "bank account", "geburts", "geboren", "geb.",
    "religionszugeh", "staatsangeh", "staatsbürger", "familienstand", "reisepass",
    "personalausweis", "ausweisnummer", "sozialversicherung", "steuer-id", "steuernummer",
    "zivilstand", "naissance", "né le", "née le", "citoyenneté", "état civil",
    "situation familiale", "situation de famille", "passeport", "sécurité sociale",
    "carte d'identité", "nacimiento", "nacido", "nacida", "nacionalidad", "ciudadanía",
    "estado civil", "pasaporte", "seguridad social", "nascita", "cittadinanza", "nazionalità",
    "stato civile", "passaporto", "codice fiscale", "nascimento", "nacionalidade", "cidadania",
    "passaporte", "bilhete de identidade", "geboorte", "burgerlijke staat", "paspoort",
    "burgerservicenummer", "urodzen", "obywatelstwo", "narodowość", "stan cywilny", "paszport",
    "narození", "občanství", "národnost", "rodinný stav", "rodné číslo", "cestovní pas",
    "fødsels", "fødested", "statsborgerskab", "statsborgerskap", "sivilstatus", "sivilstand",
    "civilstatus", "cpr-n", "födelse", "medborgarskap", "civilstånd", "personnummer", "syntymä",
    "kansalaisuus", "siviilisääty", "henkilötunnus", "рождени", "гражданство", "национальность",
    "семейное положение", "паспорт", "народження", "громадянство", "національність",
    "сімейний стан", "γέννηση", "ιθαγένεια", "υπηκοότητα", "οικογενειακή κατάσταση", "διαβατήρι",
    "doğum", "uyruk", "medeni", "pasaport", "vatandaşlık", "disability status",
    "degree of disability", "schwerbehind", "grad der behinderung", "travailleur handicap",
    "state of health", "health status", "health condition", "blood group", "blood type",
    "gesundheitszustand", "blutgruppe", "état de santé", "groupe sanguin", "estado de salud",
    "grupo sanguíneo", "stato di salute", "gruppo sanguigno", "estado de saúde",
    "состояние здоровья", "стан здоров", "salary", "pay expectation", "compensation expect",
    "expected compensation", "desired pay", "gehalt", "wunschgehalt", "jahresgehalt",
    "zielgehalt", "lohnvorstellung", "lohnerwartung", "salaire", "prétentions", "rémunération",
    "salario", "sueldo", "pretensión", "pretensiones", "stipendio", "retribuzione", "pretensão",
    "salár", "salaris", "wynagrodzen", "lönean", "løn-", "lönekrav", "lønkrav", "lønnskrav",
    "palkkatoive", "platové", "зарплат", "заработн", "заробітн", "μισθ", "maaş", "ücret bek",
    "bank detail", "account number", "sort code", "bankverbindung", "kontonummer", "bankkonto",
    "kontoverbindung", "compte bancaire", "coordonnées bancaires", "cuenta bancaria",
    "número de cuenta", "conto corrente", "conto bancario", "coordinate bancarie",
    "conta bancária", "dados bancários", "bankrekening", "rekeningnummer", "rachunek bank",
    "numer konta", "numer rachunku", "bankovní", "číslo účtu", "tilinumero", "pankkitili",
    "банковский счет", "номер счета", "банківськ", "номер рахунку", "τραπεζικ", "banka hesab",
    "taxpayer", "tax identification", "steueridentifikation", "steuernr", "numéro fiscal",
    "número fiscal", "contribuinte", "personennummer", "идентификационный номер",
    "military service", "military status", "military duty", "military oblig", "wehrdienst",
    "wehrpflicht", "grundwehr", "militärdienst", "zivildienst", "service militaire",
    "service national", "servicio militar", "servizio militare", "servizio di leva",
    "obblighi di leva", "serviço militar", "dienstplicht", "militaire dienst", "służba wojskowa",
    "vojenská služba", "værnepligt", "verneplikt", "värnplikt", "asepalvelus", "varusmies",
    "военная служба", "воинская", "служба в армии", "військова", "στρατιωτικ", "askerlik",
    "home address", "place of residence", "country of residence", "residential address",
    "home town", "lieu de résidence", "lugar de residencia", "luogo di residenza",
    "local de residência", "miejsce zamieszkania", "адрес прожив", "место жительства",
    "место проживания", "місце проживання", "phone number", "emergency contact", "next of kin",
    "notfallkontakt", "contact d'urgence", "contacto de emergencia", "sexual orientation",
    "sexuelle orientierung", "criminal record", "vorstrafen",
)  # fmt: skip
"""Words, or their beginnings, that make any label personal."""
_ANYWHERE = (
    "الميلاد", "الجنسية", "الحالة الاجتماعية", "جواز", "לידה", "אזרחות", "מצב משפחתי", "דרכון",
    "जन्म", "राष्ट्रीयता", "वैवाहिक", "पासपोर्ट", "生年月日", "国籍", "國籍", "出生", "婚姻",
    "護照", "护照", "パスポート", "配偶者", "生日", "籍贯", "생년월일", "국적", "혼인", "여권",
    "電話", "电话", "手机", "手機", "携帯", "住所", "住址", "地址", "現住", "전화", "휴대폰",
    "핸드폰", "주소", "거주", "年収", "給与", "薪资", "薪資", "期望薪", "연봉", "희망급여",
    "口座", "银行账", "銀行帳", "계좌", "兵役", "병역", "健康状", "障害者手帳", "残疾", "장애",
    "건강상태", "マイナンバー", "رقم الهاتف", "الخدمة العسكرية", "الراتب", "الحساب البنكي",
    "الحالة الصحية", "שכר", "שירות צבאי", "חשבון בנק", "वेतन", "बैंक खाता", "सैन्य सेवा",
)  # fmt: skip
"""The same in scripts where a word may have others before it without a space."""


def _plain(text: str) -> str:
    """``text`` without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(char for char in parts if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", kept)


_WHOLE = frozenset(_plain(_BY_THEMSELVES).split())
_REACH = frozenset(_plain(_CONTACT).split())
_REACH_OF_HEADER = _REACH | frozenset(_plain(_CONTACT_OF_HEADER).split())
_QUALIFIERS = frozenset(_plain(_BESIDE).split()) | _REACH_OF_HEADER
_STARTS = "|".join([*map(re.escape, map(_plain, _WITHIN)), _NUMBERS, _plain(_COMPOUND)])
_WORDS = pattern(rf"(?<!\w)(?:{_STARTS})|{'|'.join(map(_plain, _ANYWHERE))}")
_PART = pattern(r"[^\s\d.,:;/()+&°_-]+")


def is_personal(label: str, *, topics: bool = False) -> bool:
    """Whether what ``label`` names is no matter for the public; ``topics`` says that it stands
    where a word such as Religion may be a topic.
    """
    plain = _plain(label).strip(" *_:：")
    if not topics and plain.strip(".") in _WHOLE:
        return True
    return _is_contact(plain, topics) or _WORDS.search(plain) is not None


def _is_contact(plain: str, topics: bool) -> bool:
    """Whether a label names a phone or a home, as Mobil privat does, and nothing else."""
    words = set(_PART.findall(plain))
    return words <= _QUALIFIERS and bool(words & (_REACH if topics else _REACH_OF_HEADER))


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
