from collections.abc import Iterable, Mapping

import pytest

from features.lemmas import Inflection, Lemmatiser, Listed, inflection, listed, plain, respellings
from seeds.lexicon import Lexicon
from tests.features.conftest import entry


def reading(lex: str, asp: str = "p", per: str = "3", **others: object) -> dict[str, object]:
    """One analysis as camel_tools gives it."""
    features = {"pos": "verb", "asp": asp, "per": per, "num": "s", "gen": "m", "vox": "a", "stemgloss": lex}
    clitics = {"prc0": "0", "prc1": "0", "prc2": "0", "prc3": "0", "enc0": "0"}
    return {**features, **clitics, "lex": lex, "source": "lex", **others}


NOUN = {"pos": "noun", "lex": "اسم", "source": "lex"}
WORDS: dict[str, list[dict[str, object]]] = {
    "أكد": [reading("أَكَّد")],
    "يؤكد": [reading("أَكَّد", "i")],
    "يوكد": [reading("وَكَّد", "i")],
    "اكد": [reading("أَكَّد", source="spvar")],
    "يوكدن": [reading("وَكَّد", "i", num="p", gen="f")],
    "يؤكدن": [reading("أَكَّد", "i", num="p", gen="f")],
    "وسيؤكدن": [reading("أَكَّد", "i", num="p", gen="f", prc2="wa_conj", prc1="sa_fut")],
    "ليؤكد": [reading("أَكَّد", "i", prc1="li_prep")],
    "نؤكد": [reading("أَكَّد", "i", "1")],
    "أكدتم": [reading("أَكَّد", "p", "2")],
    "اكدتم": [reading("أَكَّد", "p", "2")],
    "اكدتنا": [reading("أَكَّد", enc0="1p_dobj")],
    "اكدوت": [reading("أَكَّد"), reading("أَكْدَى")],
    "اكدان": [reading("أَكَّد"), NOUN],
    "اكدين": [reading("أَكَّد", "c", "2")],
    "لاكد": [reading("أَكَّد", prc1="la_emph")],
    "سيصرن": [reading("أَصَرّ", "i", prc1="sa_fut")],
    "أصر": [reading("أَصَرّ")],
    "يصر": [reading("أَصَرّ", "i")],
    "يصرن": [reading("أَصَرّ", "i"), NOUN],
    "أفاد": [reading("أَفاد")],
    "يفيد": [reading("أَفاد", "i")],
    "أفيد": [reading("أَفاد", vox="p")],
    "أفيدت": [reading("أَفاد", vox="p")],
    "افيدت": [reading("أَفاد", vox="p")],
    "اكدتا": [reading("أَكَّد", vox="p")],
    "عبر": [reading("عَبَّر")],
    "عبرت": [reading("عَبَّر", gen="f")],
    "عبرن": [reading("عَبَّر", num="p", gen="f")],
    "رفض": [reading("رَفَض")],
    "يرفض": [reading("رَفَض", "i")],
    "رفضنها": [reading("رَفَض")],
}


def analyse(word: str) -> Iterable[Mapping[str, object]]:
    return WORDS.get(word, [])


CUES = Lexicon(
    "cues",
    (
        entry("akkada", "أكد~يؤكد", "verb", "affirm", frames="that", lemma="أكد"),
        entry("asarra", "أصر~يصر", "verb", "affirm", frames="that", lemma="أصر"),
        entry("afada", "أفاد~يفيد", "verb", "report", frames="that", lemma="أفاد"),
        entry("ufida", "أفيد", "passive", "report", frames="that", lemma="أفاد"),
        entry("abbara", "عبر|عبرت", "verb", "opinion", frames="an", lemma="عبر"),
        entry("rafada", "رفض~يرفض", "verb", "-"),
        entry("look", "مؤكد+", "noun", "-"),
    ),
    ("verb", "passive", "noun"),
    ("affirm", "report", "opinion"),
    True,
)


@pytest.fixture
def lemmatiser() -> Lemmatiser:
    return Lemmatiser(analyse)


@pytest.fixture
def verbs(lemmatiser: Lemmatiser) -> Listed:
    return listed(CUES, lemmatiser)


def test_lemmas_listed_knows_the_verb_of_each_row_by_voice(verbs: Listed) -> None:
    assert verbs.active == {"أَكَّد": "akkada", "أَصَرّ": "asarra", "أَفاد": "afada", "عَبَّر": "abbara"}
    assert verbs.passive == {"أَفاد": "ufida"}
    assert verbs.spelled_out == {"ufida", "abbara"}
    assert "رَفَض" in verbs.known


def test_lemmas_respellings_put_seats_of_hamza_back() -> None:
    assert "يؤكد" in respellings("يوكد")
    assert respellings("قال") == ("قال",)


def test_lemmas_matched_takes_the_clitics_that_the_matcher_takes(verbs: Listed) -> None:
    assert all(map(verbs.matched, ("اكد", "وسيوكد", "فاكدها")))
    assert not verbs.matched("ليوكد")
    assert verbs.matched("لموكد")


def test_lemmas_inflection_reads_through_the_lost_hamza(verbs: Listed, lemmatiser: Lemmatiser) -> None:
    fresh = Listed(verbs.active, verbs.passive, verbs.alike, verbs.spelled_out, verbs.known, {})  # no listed spellings
    assert inflection("يوكدن", fresh, lemmatiser) == Inflection("يوكدن", "akkada", "")
    assert inflection("وسيوكدن", fresh, lemmatiser) == Inflection("يوكدن", "akkada", "")


@pytest.mark.parametrize(
    ("word", "doubt"),
    [("ليوكد", "purpose"), ("نوكد", "first"), ("اكدتم", "second"), ("اكدتنا", "object"), ("عبرن", "spelled_out")],
)
def test_lemmas_inflection_says_what_it_doubts(word: str, doubt: str, verbs: Listed, lemmatiser: Lemmatiser) -> None:
    found = inflection(word, verbs, lemmatiser)
    assert found is not None
    assert found.doubt == doubt


@pytest.mark.parametrize(
    "word",
    [
        "اكدوت",  # another verb as well
        "اكدان",  # a noun as well
        "اكدين",  # an imperative
        "لاكد",  # an emphatic past
        "رفضنها",  # a verb of a rejected row
        "كتابنا",  # no analysis at all
        "abc",
    ],
)
def test_lemmas_inflection_is_strict(word: str, verbs: Listed, lemmatiser: Lemmatiser) -> None:
    assert inflection(word, verbs, lemmatiser) is None


def test_lemmas_inflection_passive_needs_a_row_of_the_passives(lemmatiser: Lemmatiser, verbs: Listed) -> None:
    fresh = Listed(verbs.active, verbs.passive, verbs.alike, verbs.spelled_out, verbs.known, {})
    assert inflection("افيدت", fresh, lemmatiser) == Inflection("افيدت", "ufida", "spelled_out")
    assert inflection("اكدتا", fresh, lemmatiser) is None


def test_lemmas_inflection_keeps_a_proclitic_that_makes_the_verb_plain(verbs: Listed, lemmatiser: Lemmatiser) -> None:
    fresh = Listed(verbs.active, verbs.passive, verbs.alike, verbs.spelled_out, verbs.known, {})
    assert inflection("سيصرن", fresh, lemmatiser) == Inflection("سيصرن", "asarra", "")


def test_lemmas_readings_drop_what_the_dictionary_holds_unlikely() -> None:
    likely = [reading("أَكَّد", pos_lex_logprob=-3.0), {**NOUN, "pos_lex_logprob": -6.0}]
    found = Lemmatiser(lambda _: likely).readings("اكدن")
    assert [form.lemma for form in found.verbs] == ["أَكَّد"]
    assert not found.nominal


def test_lemmas_readings_are_looked_up_once_a_type() -> None:
    asked: list[str] = []

    def ask(word: str) -> Iterable[Mapping[str, object]]:
        asked.append(word)
        return []

    lemmatiser = Lemmatiser(ask)
    for _ in range(3):
        lemmatiser.readings("اكد")
    assert asked == ["اكد"]


def test_lemmas_plain_is_as_the_lexicon_writes_it() -> None:
    assert plain("ٱِعْتَقَد-ِ_1") == "اعتقد"
    assert plain("أَكَّد") == "أكد"
