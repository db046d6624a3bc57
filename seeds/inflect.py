"""Paradigms that a lexicon row abbreviates: `قال~يقول` (a verb), `مؤكد+` (a participle or adjective).

Only what unvocalised news prose shows: third persons of verbs (past, imperfect, jussive), and the gender, number and case
endings of nominals. Object and possessive pronouns are the matcher's business, and `أكدو` is there for `أكدوه`. Passives are
left out: where they look different (`أفيد`), their subject is no source, so they have rows of their own.
"""

from __future__ import annotations

WEAK = "اىوي"
NOMINAL_ENDINGS = ("", "ا", "ة", "ان", "ين", "ون", "ات", "تان", "تين", "ي", "و", "تي", "تا")


def expand(form: str) -> tuple[str, ...]:
    """All written forms that one cell of a lexicon stands for.

    >>> expand('نفى~ينفي')[:5]
    ('نفى', 'نفت', 'نفتا', 'نفوا', 'نفيا')
    >>> {'قلن', 'يقلن'} <= set(expand('قال~يقول'))
    True
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
    forms = dict.fromkeys((*_past(past, imperfect), *_imperfect(imperfect), *_feminine_plural(past, imperfect)))
    return tuple(" ".join((form, *tail)) for form in forms)


def _past(past: str, imperfect: str) -> tuple[str, ...]:
    """A final long vowel goes before ت and وا (`دعوا`, `خشوا`), and is ي or و in the dual; أ is آ there (`أنبآ`)."""
    if past[-1] in "ىا" and len(past) > 2:
        stem = past[:-1]
        dual = stem + ("وا" if imperfect[-1] == "و" else "يا")
        return past, stem + "ت", stem + "تا", stem + "وا", dual, stem + "و"
    plural = past[:-1] if past[-1] == "ي" else past
    dual = past[:-1] + "آ" if past[-1] == "أ" else past + "ا"
    forms = past, past + "ت", dual, past + "تا", plural + "وا", plural + "و"
    return (*forms, past[:-1] + "ؤوا") if past[-1] == "أ" else forms


def _imperfect(imperfect: str) -> tuple[str, ...]:
    forms = []
    for prefix in "يت":
        form = prefix + imperfect[1:]
        stem = form[:-1] if form[-1] in WEAK else form
        dual = stem + ("و" if form[-1] == "و" else "ي") if form[-1] in WEAK else form
        forms += [form, stem + "ون", stem + "وا", dual + "ان", dual + "ا"]
        if form[-1] == "أ":
            forms += [form[:-1] + ending for ending in ("ؤون", "ؤوا", "آن", "آ")]
        if form[-1] in WEAK and len(stem) > 2:
            forms.append(stem)
        elif len(form) == 4 and form[2] in "اوي":
            forms.append(form[:2] + form[3:])
    return tuple(forms)


def _feminine_plural(past: str, imperfect: str) -> tuple[str, ...]:
    """`أكدن`, `يؤكدن`, `قلن`, `ينفين`: the long vowel of a hollow verb goes, a final one becomes ي or stays و.

    Only where nothing else is written so: not of a doubled verb (`رددن` is رد or ردد; `احتج`), of `أذاع` (`أذعن` is 'gave in'),
    `استاء` or `أنبأ`; a verb in ن writes nothing more (`أعلن`); `أثنين` is 'two' and `ألمحن` 'the ordeals', once folded.
    """
    if past[-1] in "نءأؤئ" or past.startswith("أل") or _may_be_doubled(past, imperfect):
        return ()
    if imperfect[-1] in WEAK:
        return (imperfect[:-1] + ("و" if imperfect[-1] == "و" else "ي") + "ن",)
    hollow = past[-2] == "ا" and imperfect[-2] in WEAK
    if hollow and len(past) > 3:
        return ()
    return tuple((form[:-2] + form[-1] if hollow else form) + "ن" for form in (past, imperfect))


def _may_be_doubled(past: str, imperfect: str) -> bool:
    """Whether the last letter may stand for two (`رد`, `أصر`, `احتج`): too short for three radicals and what its form adds."""
    fourth = past[0] == "أ" and len(past) == len(imperfect) == 3
    return len(past) == 2 or fourth or (len(past) == 4 and past[0] == "ا" and "ا" not in past[1:])
