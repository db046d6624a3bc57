from collections import Counter

import pytest

from features.lemmas import Lemmatiser, Listed, listed
from features.unlisted import summary, survey, table, windows
from features.wordings import Finder, build
from seeds.lexicon import COLUMNS
from tests.features.test_lemmas import CUES, WORDS, reading

OTHERS = {"جادل": [reading("جادَل")], "يجادل": [reading("جادَل", "i")], "رفض": WORDS["رفض"], "زار": [reading("زار")]}
LEMMATISER = Lemmatiser(lambda word: {**WORDS, **OTHERS}.get(word, []))


@pytest.fixture
def verbs() -> Listed:
    return listed(CUES, LEMMATISER)


@pytest.fixture
def known() -> Finder:
    return build([CUES])


def test_unlisted_windows_end_at_marks_cues_and_complementisers(known: Finder) -> None:
    words: Counter[str] = Counter()
    text = "قبل ذلك، جادل الوزير بأن الحل قريب وأنه ممكن. أكد الوزير أن"
    found = [w.words for w in windows(text, known, words)]
    assert found == [("جادل", "الوزير"), ("الحل", "قريب"), ("الوزير",)]
    assert words["الوزير"] == 2
    assert words["اكد"] == 0


def test_unlisted_windows_hold_six_words_and_spell_as_written(known: Finder) -> None:
    (window,) = windows("واحد اثنان ثلاثة أربعة خمسة ستة سبعة أنّ", known, Counter())
    assert len(window.words) == 6
    assert window.written[-2:] == ("سبعة", "أنّ")
    assert window.example("اثنان") == "اثنان ثلاثة أربعة … أنّ"
    assert window.example("سبعه") == "سبعة أنّ"


def test_unlisted_survey_tells_forms_of_listed_cues_from_verbs_of_no_row(verbs: Listed, known: Finder) -> None:
    texts = ["جادل الوزير بأن", "نؤكد أن", "يجادل الوزير الذي زار إن", "لم يجادل أحد أن", "رفض الوزير أن"]
    found = survey(texts, verbs, LEMMATISER, known)
    assert {form.row: form.doubt for form, _ in found.forms.values()} == {"akkada": "first"}
    assert {m: {w: s.count for w, s in words.items()} for m, words in found.verbs.items()} == {
        "جادَل": {"جادل": 1, "يجادل": 1},
        "زار": {"زار": 1},  # nearest to the complementiser
    }
    assert "1 more left to you (1), and 2 verbs" in summary(found)


def test_unlisted_table_can_be_pasted_into_the_lexicon(verbs: Listed, known: Finder) -> None:
    texts = ["جادل الوزير بأن", "جادل الوزير بأنه", "نؤكد\tأن", "عبرن عن الأمل بأن"]
    written = table(survey(texts, verbs, LEMMATISER, known), verbs, least=2)
    header, *rows = [line.split("\t") for line in written.splitlines()]
    assert header == [*COLUMNS, "frames", "lemma"]
    assert [len(row) for row in rows] == [len(header)] * 3
    assert [(row[0], row[1], row[3]) for row in rows] == [
        ("akkada_first", "نوكد", "-"),
        ("abbara_spelled_out", "عبرن", "-"),
        ("new_jadl", "جادل", "-"),
    ]
    assert "2 before إن or بأن" in rows[-1][6]
    assert rows[-1][-1] == "جادل"


def test_unlisted_table_is_the_same_in_any_order(verbs: Listed, known: Finder) -> None:
    texts = ["جادل الوزير بأن", "يجادل البعض أن", "نؤكد أن", "زار دمشق قبل أن"]
    there, back = (table(survey(t, verbs, LEMMATISER, known), verbs, least=1) for t in (texts, texts[::-1]))
    assert there == back
