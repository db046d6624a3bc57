"""Dates as Arabic news writes them, read into ISO.

Known are ISO, day/month/year (also with dots and hyphens), and a day with the name of a month: Levantine, Egyptian,
Maghrebi or English, alone or two side by side (`تشرين الثاني/نوفمبر`). Digits may be of any script, a weekday may stand in
front and a time behind. Where two readings are possible (03/04/2015) the day comes first, as everywhere in the Arab world.
What is impossible, hijri or solar Persian (by its mark or its year) is no date here: None, and the raw words are kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from seeds.arabic import fold

YEARS = range(1900, 2101)
# One row a month: Levantine and Iraqi; Egyptian and Gulf; Algerian and Tunisian; Moroccan and Mauritanian; English.
NAMES = """
كانون الثاني|كانون ثاني|كانون ثان|يناير|جانفي|ينائر|january|jan
شباط|فبراير|فيفري|february|feb
آذار|مارس|مارث|march|mar
نيسان|أبريل|إبريل|أفريل|april|apr
أيار|مايو|ماي|may
حزيران|يونيو|يونية|جوان|june|jun
تموز|يوليو|يولية|جويلية|يوليوز|july|jul
آب|أغسطس|أوت|غشت|أغشت|august|aug
أيلول|سبتمبر|شتنبر|شتمبر|september|sept|sep
تشرين الأول|تشرين أول|أكتوبر|اكتوبر|october|oct
تشرين الثاني|تشرين ثاني|تشرين ثان|نوفمبر|نونبر|november|nov
كانون الأول|كانون أول|ديسمبر|دجنبر|دجمبر|december|dec
"""
MONTHS: Mapping[str, int] = {
    fold(name).text: number
    for number, names in enumerate(NAMES.strip().splitlines(), start=1)
    for name in names.split("|")
}
DAYS = tuple(fold("السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة").text.split())
_WEEKDAY = (
    "(?:يوم )?(?:" + "|".join((*DAYS, "الاتنين")) + ")|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
)
_NAME = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_MONTH = rf"(?P<name>{_NAME})\.?(?:\s*[/\-–(]\s*(?P<other>{_NAME})\s*\)?)?"
_DAY, _YEAR = r"(?P<day>[0-9]{1,2})", r"(?P<year>[0-9]{4})"
_BEHIND = r"(?![0-9])(?!\s*(?:ه|هج\w*|ah)(?!\w))"  # no longer number, and no mark of the hijri era
_FORMS = tuple(
    re.compile(rf"\s*(?:(?:{_WEEKDAY})\.?\s*[,،]?\s*)?{form}{_BEHIND}")
    for form in (
        rf"{_YEAR}\s*(?P<by>[-/.])\s*(?P<month>[0-9]{{1,2}})\s*(?P=by)\s*{_DAY}",
        rf"{_DAY}\s*(?P<by>[-/.])\s*(?P<month>[0-9]{{1,2}})\s*(?P=by)\s*{_YEAR}",
        rf"{_YEAR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})",
        rf"{_DAY}(?:st|nd|rd|th)?\s*[-/.]?\s*(?:من\s|of\s)?\s*{_MONTH}\s*[-/.,،]?\s*{_YEAR}",
        rf"{_MONTH}\s*{_DAY}(?:st|nd|rd|th)?\s*[,،]?\s+{_YEAR}",
    )
)

# Most dates of most corpora; what may stand behind is narrow enough to say the same as the forms above.
_PLAIN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9]{2}:[0-9:.]*|\Z)")


def iso(raw: str) -> str | None:
    """The ISO date (YYYY-MM-DD) that a field begins with, or None.

    >>> iso("الأحد ١٢ تشرين الثاني/نوفمبر ٢٠١٧، 10:30")
    '2017-11-12'
    """
    if plain := _PLAIN.match(raw):
        year, month, day = plain[1].split("-")
        return _date({"year": year, "month": month, "day": day})
    return _read(raw[:200])


@lru_cache(maxsize=1 << 12)  # a few years of days
def _read(raw: str) -> str | None:
    text = fold(raw).text
    for form in _FORMS:
        if found := form.match(text):
            return _date(found.groupdict())
    return None


def _date(part: Mapping[str, str | None]) -> str | None:
    """ISO of the parts of a date; two names of a month must mean the same month."""
    name, other = part.get("name"), part.get("other")
    month = MONTHS[name] if name else int(part["month"] or 0)
    year, day = int(part["year"] or 0), int(part["day"] or 0)
    if year not in YEARS or (other and MONTHS[other] != month):
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
