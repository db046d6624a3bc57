"""Paradigms that a lexicon row abbreviates: `قال~يقول` (a verb), `مؤكد+` (a participle or adjective).

Only what unvocalised news prose shows: third persons of verbs (past, imperfect, jussive), and the gender, number and case
endings of nominals. Object and possessive pronouns are the matcher's business.
"""

from __future__ import annotations

WEAK = "اىوي"
NOMINAL_ENDINGS = ("", "ا", "ة", "ان", "ين", "ون", "ات", "تان", "تين", "ي", "و", "تي", "تا")


def expand(form: str) -> tuple[str, ...]:
    """All written forms that one cell of a lexicon stands for.

    >>> expand('نفى~ينفي')[:5]
    ('نفى', 'نفت', 'نفتا', 'نفوا', 'نفيا')
    >>> 'مؤكدة' in expand('مؤكد+')
    True
    """
    if "~" in form:
        past, imperfect = form.split("~")
        return verb(past.strip(), imperfect.strip())
    if form.endswith("+"):
        return tuple(form[:-1] + ending for ending in NOMINAL_ENDINGS)
    return (form,)


def verb(past: str, imperfect: str) -> tuple[str, ...]:
    """Third-person forms of a verb given as past 3ms and imperfect 3ms, which may be followed by fixed words."""
    past, *tail = past.split(" ", 1)
    imperfect = imperfect.split(" ", 1)[0]
    forms = dict.fromkeys((*_past(past), *_imperfect(imperfect)))
    return tuple(" ".join((form, *tail)) for form in forms)


def _past(past: str) -> tuple[str, ...]:
    if past[-1] in "ىا" and len(past) > 2:
        stem = past[:-1]
        return past, stem + "ت", stem + "تا", stem + "وا", stem + "يا", stem + "و"
    return past, past + "ت", past + "ا", past + "تا", past + "وا", past + "و"


def _imperfect(imperfect: str) -> tuple[str, ...]:
    forms = []
    for prefix in "يت":
        form = prefix + imperfect[1:]
        stem = form[:-1] if form[-1] in WEAK else form
        dual = stem + ("و" if form[-1] == "و" else "ي") if form[-1] in WEAK else form
        forms += [form, stem + "ون", stem + "وا", dual + "ان", dual + "ا"]
        if form[-1] in WEAK and len(stem) > 2:
            forms.append(stem)
        elif len(form) == 4 and form[2] in "اوي":
            forms.append(form[:2] + form[3:])
    return tuple(forms)
