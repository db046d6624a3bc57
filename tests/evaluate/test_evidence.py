import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from evaluate.evidence import AROUND, UNSEEN, Evidence, excerpt, excerpts, mentions, sample, seemly


def test_evidence_excerpt_marks_whole_words():
    text = "قبلها جملة. وتقدمت وقوات النظام في الريف. وبعدها جملة"
    start = text.index("قوات")
    (found,) = excerpts({"a": text}, [Evidence("a", start, start + len("قوات النظام"))])
    assert (found.before, found.words, found.after) == ("وتقدمت ", "وقوات النظام", " في الريف")


def test_evidence_excerpt_cuts_long_sentences_at_blanks():
    text = "كلمة " * 100 + "داعش" + " كلمة" * 100
    start = text.index("داعش")
    found = excerpt(text, [(0, len(text))], start, start + 4)
    assert found.words == "داعش"
    assert found.before.startswith("… كلمة ") and found.after.endswith("كلمة …")
    assert len(found.before) <= AROUND + 2


def test_evidence_seemly_takes_out_marks_of_direction():
    assert seemly("a\u202eb\u2066c\u200f\x00 \n d") == "abc d"


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 10))
def test_evidence_excerpt_holds_the_mention_of_any_text(text, start, length):
    start = min(start, len(text))
    end = min(start + length, len(text))
    found = excerpt(text, [(0, len(text))], start, end)
    assert seemly(text[start:end]).replace(" ", "") in found.words.replace(" ", "")
    assert not UNSEEN.search(found.before + found.words + found.after)


def names(**more):
    row = {"article": "a", "start": 0, "end": 4, "referent": "IS", "valence": -1, "voice": "own", "masked": False}
    return {**row, **more}


NO_SPEECH = pd.DataFrame(
    columns=["article", "cue_start", "cue_end", "source_start", "source_end", "resolved_start", "resolved_end"]
    + ["source_side", "source_type", "cue_class", "masked"]
)


def test_evidence_masked_and_foreign_voices_stand_behind_nothing():
    table = pd.DataFrame([names(), names(start=9, masked=True), names(start=9, voice="attributed")])
    found = mentions(table, NO_SPEECH)
    assert found.to_dict("records") == [{"trait": "names.own:IS:hostile", "article": "a", "start": 0, "end": 4}]


def test_evidence_source_falls_back_on_resolved_then_cue():
    speech = {"article": "a", "cue_start": 1, "cue_end": 2, "source_side": "un", "source_type": "igo"}
    speech |= {"cue_class": "report", "masked": False}
    rows = [
        speech | {"source_start": 3, "source_end": 4, "resolved_start": None, "resolved_end": None},
        speech | {"source_start": None, "source_end": None, "resolved_start": 5, "resolved_end": 6},
        speech | {"source_start": None, "source_end": None, "resolved_start": None, "resolved_end": None},
    ]
    edges = dict.fromkeys(("source_start", "source_end", "resolved_start", "resolved_end"), "Int64")
    found = mentions(pd.DataFrame([names()]).iloc[:0], pd.DataFrame(rows).astype(edges))
    assert found.loc[found["trait"] == "speakers:side:un", "start"].tolist() == [3, 5, 1]
    assert set(found["trait"]) == {"speakers:side:un", "speakers:type:igo", "cues:class:report", "cues.of:un:report"}


def test_evidence_sample_is_small_fixed_and_goes_round_articles():
    rows = [names(start=i, end=i + 1) for i in range(50)] + [names(article=x) for x in "bcd"]
    found = mentions(pd.DataFrame(rows), NO_SPEECH)
    outlets = dict.fromkeys("abcd", "o")
    drawn = sample(found, outlets, seed=1)
    assert drawn == sample(found.sample(frac=1, random_state=0), outlets, seed=1)
    (some,) = drawn.values()
    assert len(some) == 3
    assert len({one.article for one in some}) == 3
    assert sample(found, {"a": "o"}, seed=1).keys() == {("o", "names.own:IS:hostile")}
