from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from features.dates import MONTHS, iso

READ = [
    ("2015-03-12", "2015-03-12"),
    ("2015-03-12T10:30:00+03:00", "2015-03-12"),
    ("2015-03-12 10:30", "2015-03-12"),
    ("2015/3/12", "2015-03-12"),
    ("20150312", "2015-03-12"),
    ("12/03/2015", "2015-03-12"),
    ("12.3.2015 - 10:30", "2015-03-12"),
    ("12-3-2015م", "2015-03-12"),
    ("12 / 3 / 2015", "2015-03-12"),
    ("03/04/2015", "2015-04-03"),
    ("٢٠١٥-٠٣-١٢", "2015-03-12"),
    ("١٢/٠٣/٢٠١٥", "2015-03-12"),
    ("۱۲/۰۳/۲۰۱۵", "2015-03-12"),
    ("\u200f١٢‏/٣‏/٢٠١٥ ١٠:٣٠ ص", "2015-03-12"),
    ("12 آذار 2015", "2015-03-12"),
    ("12 آذار، 2015", "2015-03-12"),
    ("12 اذار/ مارس 2015", "2015-03-12"),
    ("12 مارس/آذار 2015", "2015-03-12"),
    ("5 تشرين الثاني/نوفمبر 2014", "2014-11-05"),
    ("5 نوفمبر/تشرين الثاني 2014", "2014-11-05"),
    ("5 نوفمبر (تشرين الثاني) 2014", "2014-11-05"),
    ("الأحد ٥ كانون الأول ٢٠١٤", "2014-12-05"),
    ("يوم الأربعاء، 5 من كانون الثاني 2014 الساعة 10", "2014-01-05"),
    ("الإثنين 1 شتنبر 2014", "2014-09-01"),
    ("1 جويلية 2014", "2014-07-01"),
    ("1 غشت 2014", "2014-08-01"),
    ("31 أوت 2014", "2014-08-31"),
    ("30 جوان 2014 | 12:00", "2014-06-30"),
    ("Tue, 03 Mar 2015 10:00:00 GMT", "2015-03-03"),
    ("March 3, 2015", "2015-03-03"),
    ("Sunday 3rd of March 2015", "2015-03-03"),
    ("3-Sept-2015", "2015-09-03"),
]
NOT_READ = [
    "2015-99-99", "31/02/2015", "03/25/2015", "1436 هـ", "12 رجب 1436 هـ", "12/7/1436", "1436-07-12", "12/7/2015 هـ",
    "12/3/2015 هجري", "1394/01/05", "5 آذار/نيسان 2015", "2015-03-012", "20151399", "1425204000", "أمس", "آذار 2015", "2015",
    "0001-01-01", "32 آذار 2015", "", "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), READ)
def test_dates_iso_reads_what_newsrooms_write(raw: str, expected: str) -> None:
    assert iso(raw) == expected


@pytest.mark.parametrize("raw", NOT_READ)
def test_dates_iso_leaves_the_impossible_and_the_hijri_raw(raw: str) -> None:
    assert iso(raw) is None


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(sorted(MONTHS)))
def test_dates_iso_is_the_way_back_from_every_form(day: date, name: str) -> None:
    assert iso(day.isoformat()) == iso(f"{day.day}/{day.month}/{day.year}") == day.isoformat()
    named = day.replace(day=1, month=MONTHS[name]) + timedelta(days=day.day % 28)
    assert iso(f"{named.day} {name} {named.year}") == named.isoformat()


@given(st.text(max_size=60))
def test_dates_iso_never_raises(raw: str) -> None:
    found = iso(raw)
    assert found is None or date.fromisoformat(found)
