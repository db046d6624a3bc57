import json
import re
from pathlib import Path

import pandas as pd
import pytest

from evaluate import gold
from seeds.chain import Refused
from tests.evaluate import tinies

ROW = {
    "id": 7,
    "text": "قال زيد إن كذا",
    "attributions": [
        {"cue": [0, 3], "source": [4, 7], "content": [[11, 14]], "mode": "indirect", "cue_class": "report"}
        | {"source_type": "other", "source_side": "none"}
    ],
    "names": [{"span": [4, 7], "referent": "IS", "valence": -1, "voice": "own"}],
}


def written(path, *rows):
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    return path


def test_gold_is_read_with_and_without_what_may_be_left_out(tmp_path):
    more = ROW | {"id": "8", "annotator": "X", "stance": {"is": -1, "sdf": None, "confidence": 3}}
    first, second = gold.read(written(tmp_path / "g.jsonl", ROW, more))
    assert (first.article, first.annotator, dict(first.reading.stance)) == ("7", None, {})
    assert (second.annotator, dict(second.reading.stance)) == ("X", {"is": -1, "sdf": None})
    assert first.reading.speech[0].resolved is None and first.reading.speech[0].source == (4, 7)


@pytest.mark.parametrize(
    "row, said",
    [
        ({k: v for k, v in ROW.items() if k != "text"}, "no 'text'"),
        (ROW | {"names": [{**ROW["names"][0], "span": [4, 99]}]}, "4 to 99 lies outside a text of 14 characters"),
        (ROW | {"names": [{**ROW["names"][0], "span": [4, 4]}]}, "4 to 4 lies outside"),
        (ROW | {"attributions": [{**ROW["attributions"][0], "cue": 3}]}, "is no annotated article"),
        ([1], "is no annotated article"),
        (ROW, "article '7' stands above already"),
    ],
)
def test_gold_refuses_what_it_cannot_use_in_one_sentence(tmp_path, row, said):
    with pytest.raises(Refused, match=r"g\.jsonl:2: ") as caught:
        gold.read(written(tmp_path / "g.jsonl", ROW, row))
    assert said in str(caught.value) and "\n" not in str(caught.value)


def test_gold_refuses_files_that_are_none(tmp_path):
    for name, text, said in (("a", None, "no such file"), ("b", b"\xff\xfe\x00", "UTF-8"), ("c", b"\n", "no article")):
        if text is not None:
            (tmp_path / name).write_bytes(text)
        with pytest.raises(Refused, match=said):
            gold.read(tmp_path / name)


def test_gold_is_matched_by_id_and_text_and_the_rest_is_told_apart(tmp_path):
    rows = [ROW | {"id": i} for i in ("same", "unseen", "other", "nowhere", "both")]
    given = gold.read(written(tmp_path / "g.jsonl", *rows))
    none = tinies.attributions([{"article": "x"}]).assign(mode="direct", cue_end=1)
    ends = dict.fromkeys(("source_start", "source_end", "resolved_start", "resolved_end"), pd.NA)
    none = none.assign(**ends)
    names = pd.DataFrame(
        [("same", 4, 7, "IS", -1, "own", True)],
        columns=["article", "start", "end", "referent", "valence", "voice", "masked"],
    )
    tables = {
        seen: {"articles": tinies.articles(outlets, texts), "names": names, "attributions": none}
        for seen, outlets, texts in (
            (True, {"same": "o", "other": "o", "both": "o"}, {"same": ROW["text"], "other": "?", "both": ROW["text"]}),
            (False, {"unseen": "p", "both": "p"}, {"unseen": ROW["text"], "both": ROW["text"]}),
        )
    }
    stances = pd.DataFrame([("same", True, "is", -1.0)], columns=["article", "seen", "actor", "stance"])
    pairs = gold.matched(given, tables, stances)
    assert [(p.article, p.outlet, p.seen) for p in pairs] == [
        ("same", "o", True),
        ("unseen", "p", False),
        ("both", "o", True),
    ]
    assert gold.differing(given, tables, pairs) == ["other"]
    assert pairs[0].found.names == pairs[0].gold.names and pairs[0].found.stance == {"is": -1}
    assert pairs[1].found.names == () == pairs[1].found.speech


def test_gold_of_the_manual_is_read(tmp_path):
    manual = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", manual, re.DOTALL)
    (one,) = gold.read(written(tmp_path / "g.jsonl", json.loads(example)))
    (said,), (name,) = one.reading.speech, one.reading.names
    assert [s.of(one.text) for s in (said.cue, said.source, *said.content)] == ["وقال", "الناطق", "داعش انسحب"]
    assert name.span.of(one.text) == "داعش"
