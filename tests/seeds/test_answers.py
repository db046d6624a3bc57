import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.answers import answers, mark, named, read
from seeds.plant import plant

plain = st.text("ابتث 12", max_size=8)
trees = st.recursive(plain, lambda inner: st.builds(mark, st.sampled_from(["a", "b c"]), st.lists(inner).map("".join)))


@given(trees, plain)
def test_answers_read_takes_out_marks_and_nothing_else(tree: str, rest: str) -> None:
    text, places = read(tree + rest)
    assert not set(text) & {"\ue000", "\ue001", "\ue002"}
    assert len(places) == tree.count("\ue000")
    assert read(text) == (text, [])
    assert read(mark("x", tree))[1][0] == ("x", 0, len(read(tree)[0]))


def test_answers_of_plain_death_are_none_and_of_ground_without_the_preposition() -> None:
    assert named("DEAD", "neutral", "مقتل") == "مقتل"
    text, places = read(named("TAKING", "neutral", "السيطرة على"))
    assert (text, places) == ("السيطرة على", [("name TAKING neutral", 0, 7)])
    assert read(named("CONFLICT", "hostile", "الحرب على سورية"))[1][0][2] == len("الحرب على سورية")


def test_answers_without_source_or_content_take_their_neighbours() -> None:
    first = mark("said report indirect media none", mark("cue", "ونقل") + " " + mark("source", "موقع"))
    second = mark(
        "said report indirect other none",
        f"{mark('cue', 'عن')} {mark('source', 'شيخ')} أن {mark('content', mark('name IS neutral', 'التنظيم') + ' خرج')}",
    )
    third = mark("said affirm indirect other none", f"{mark('cue', 'مؤكدا')} أن {mark('content', 'كذا')}")
    found = answers(read(f"{first} {second}، {third} {mark('name IS hostile', 'داعش')}")[1])
    one, two, three = found["attributions"]
    assert one["content"] == two["content"] != three["content"]
    assert (three["source"], three["resolved"], one["resolved"]) == (None, two["source"], None)
    assert [(n["voice"], n["valence"]) for n in found["names"]] == [("attributed", 0), ("own", -1)]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("answers") / "out"
    plant(out, outlets=6, articles=8, seed=3, wire=0.2)
    return out


def test_answers_of_planted_articles_stand_where_they_say(planted: Path) -> None:
    rows = [json.loads(line) for line in (planted / "gold.jsonl").read_text("utf-8").splitlines()]
    corpus = [json.loads(line) for line in (planted / "corpus.jsonl").read_text("utf-8").splitlines()]
    assert [(r["id"], r["text"]) for r in rows] == [(r["id"], r["text"]) for r in corpus]
    assert all(r["attributions"] and r["names"] for r in rows)
    for row in rows:
        text = row["text"]
        for a in row["attributions"]:
            cue, source = (text[slice(*a[k])] if a[k] else None for k in ("cue", "source"))
            assert cue == cue.strip() and (source is None or source == source.strip())
            assert a["content"] and all(text[slice(*c)].strip() for c in a["content"])
            assert (a["source"] is None) != (a["resolved"] is None)
            assert source is None or not any(c[0] < a["source"][1] and a["source"][0] < c[1] for c in a["content"])
        for n in row["names"]:
            inside = any(c[0] <= n["span"][0] < c[1] for a in row["attributions"] for c in a["content"])
            assert n["voice"] == ("attributed" if inside else "own")
            assert text[slice(*n["span"])] == text[slice(*n["span"])].strip()
