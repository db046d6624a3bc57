"""Small features and model folders, made by hand in the fixed schemas: nine outlets, some with hostile names."""

from __future__ import annotations

import json
from pathlib import Path

import joblib
import numpy as np
import pandas as pd
import pytest
from sklearn.compose import ColumnTransformer
from sklearn.dummy import DummyClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline

from seeds import chain
from train import scale, store
from train.choices import sided
from train.config import Config

LABELS = ("damascus", "opposition", "other")
OUTLETS = {
    "دمشق اليوم": "damascus",
    "almayadeen": "damascus",
    "<script>alert(1)</script>": "damascus",
    "الغد الحر": "opposition",
    "aawsat$x_1$": "opposition",
    "\u202egnp.exe": "opposition",
    "W" * 120: "other",
    "bbc": "other",
    "بلا تصنيف": None,
}
NAMES = {
    "SYRIAN_ARMY": ("قوات الأسد", "الجيش السوري", "الجيش العربي السوري"),
    "OPPOSITION_ARMED": ("الإرهابيين", "المعارضة المسلحة", "الثوار"),
}
SPEAKERS = (("syrian_gov", "official", "وزير الإعلام السوري"), ("opposition", "activist", "ناشط من حلب"))
FURNITURE = "</td><script>alert(2)</script>\u202eالرئيسية"
CUES = (("قال", "report"), ("زعم", "doubt"))
HOPS = [{"role": role, "start": None, "end": None, "entity": None, "status": "named"} for role in ("speaker", "outlet")]
POLES = ("hostile", "neutral", "friendly")


def article(number: int, outlet: str, lean: float, rng: np.random.Generator) -> tuple[dict, list[dict], list[dict]]:
    """An article of four sentences with its mentions; `lean` from -1 (opposition) to 1 (damascus)."""
    text, names, said = f"{FURNITURE}\nعنوان الخبر\n", [], []
    key = f"{number:04d}"
    for n in range(4):
        side, kind, speaker = SPEAKERS[int(rng.random() > (1 + lean) / 2)]
        cue, cue_class = CUES[int(rng.random() < 0.3)]
        start = len(text)
        text += f"{cue} {speaker} أمس إن القصف توقف في المدينة. "
        said.append({"number": n + 1, "cue_start": start, "cue_end": start + len(cue), "cue": cue, "lemma": cue})
        said[-1] |= {"cue_class": cue_class, "mode": "indirect", "source_start": start + len(cue) + 1}
        said[-1] |= {"source_end": start + len(cue) + 1 + len(speaker), "source": speaker, "source_type": kind}
        said[-1] |= {"source_side": side, "article": key, "masked": False, "resolved_start": None, "resolved_end": None}
        content = {"start": said[-1]["source_end"] + len(" أمس إن "), "end": len(text) - len(". ")}
        said[-1] |= {"resolved": None, "entity": None, "content": [content], "chain": HOPS}
        for referent, words in NAMES.items():
            toward = lean if referent == "SYRIAN_ARMY" else -lean
            valence = int(np.clip(np.round(rng.normal(toward, 0.7)), -1, 1))
            name = words[valence + 1]
            text += "وتقدمت و"
            names.append({"article": key, "start": len(text), "end": len(text) + len(name), "words": name})
            names[-1] |= {"referent": referent, "name": f"{referent.lower()}_{valence}", "valence": valence}
            names[-1] |= {"voice": "own", "attribution": None, "place": "body", "masked": False, "framing": "plain"}
            text += name + " في الريف. "
    head = {"article": key, "outlet": outlet, "canonical": outlet, "owner": outlet, "published": "2013-05-02"}
    head |= {"published_raw": None, "title": None, "text": text, "n_words": len(text.split()), "story": None}
    return head | {"sha256": f"{number:064x}", "duplicate_of": None}, names, said


def features_row(key: str, names: list[dict], said: list[dict]) -> dict:
    """Shares and n of one article."""
    row: dict = {"article": key, "fingerprint:tatweel": 0.5, "fingerprint:n": 100.0}

    def add(group: str, members: tuple[str, ...], chosen: list[str]) -> None:
        row[f"{group}:n"] = float(len(chosen))
        for member in members:
            row[f"{group}:{member}"] = chosen.count(member) / len(chosen) if chosen else None

    for referent in NAMES:
        add(f"names.own:{referent}", POLES, [POLES[m["valence"] + 1] for m in names if m["referent"] == referent])
    sides = tuple(s for s, _, _ in SPEAKERS)
    add("speakers:side", sides, [a["source_side"] for a in said])
    add("speakers:type", tuple(t for _, t, _ in SPEAKERS), [a["source_type"] for a in said])
    add("cues:class", tuple(c for _, c in CUES), [a["cue_class"] for a in said])
    for side in sides:
        mine = [a["cue_class"] for a in said if a["source_side"] == side]
        add(f"cues.of:{side}", tuple(c for _, c in CUES), mine)
    return row


def features_folder(home: Path, outlets: dict[str, str | None], first: int = 0, each: int = 6) -> Path:
    """A features folder; the first outlet's second article is a duplicate of its first."""
    rng = np.random.default_rng(first)
    heads, names, said, rows = [], [], [], []
    for outlet, label in outlets.items():
        lean = {"damascus": 0.8, "opposition": -0.8}.get(label or "", 0.0)
        for _ in range(each):
            head, mentions, attributions = article(first + len(heads), outlet, lean, rng)
            row = features_row(head["article"], mentions, attributions)
            if len(heads) == 1:
                head["duplicate_of"] = heads[0]["article"]
                for one in (*mentions, *attributions):
                    one["masked"] = True
                row = {c: 0.0 if c.endswith(":n") else v if c == "article" else None for c, v in row.items()}
            heads.append(head)
            names += mentions
            said += attributions
            rows.append(row)
    home.mkdir(parents=True)
    pd.DataFrame(heads).to_parquet(home / "articles.parquet")
    pd.DataFrame(names).astype({"attribution": "Int64"}).to_parquet(home / "names.parquet")
    for empty in ("title_names", "further_names"):
        pd.DataFrame(names).astype({"attribution": "Int64"}).head(0).to_parquet(home / f"{empty}.parquet")
    clean = [{"article": h["article"], "start": 0, "end": len(FURNITURE), "reason": "line"} for h in heads]
    pd.DataFrame(clean).to_parquet(home / "clean.parquet")
    edges = dict.fromkeys(("source_start", "source_end", "resolved_start", "resolved_end"), "Int64")
    pd.DataFrame(said).astype(edges).to_parquet(home / "attributions.parquet")
    table = pd.DataFrame(rows)
    table.astype(dict.fromkeys((c for c in table.columns if c != "article"), float)).to_parquet(
        home / "features.parquet"
    )
    chain.stamp(home, "features", {}, {}, home)
    return home


def predictions(articles: pd.DataFrame, strength: dict[tuple[str, str], float], seed: int = 0) -> pd.DataFrame:
    """Predictions of models on splits; `strength` by (split, model) says how much the truth shows through the noise."""
    rng = np.random.default_rng(seed)
    whole = (
        articles[articles["duplicate_of"].isna()].assign(truth=articles["outlet"].map(OUTLETS)).dropna(subset="truth")
    )
    parts = []
    for (split, model), force in strength.items():
        part = whole[["article", "outlet", "owner", "truth"]].assign(split=split, fold=0, model=model)
        logits = rng.normal(size=(len(part), 3)) + force * (part["truth"].to_numpy()[:, None] == np.array(LABELS))
        p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
        part["prediction"] = np.array(LABELS)[p.argmax(axis=1)]
        parts.append(part.assign(**{f"p:{label}": p[:, k] for k, label in enumerate(LABELS)}))
    return pd.concat(parts, ignore_index=True)


def gold_file(path: Path, features: Path) -> Path:
    """Annotations of six articles as found, but for: one attribution missed, one too many, one of another type; a name of
    another pole; an article that is nowhere, and one with another text."""
    tables = {n: pd.read_parquet(features / f"{n}.parquet") for n in ("articles", "names", "attributions")}
    rows = []
    for head in tables["articles"].iloc[12:18].to_dict("records"):
        said, names = (
            tables[n][tables[n]["article"] == head["article"]].to_dict("records") for n in ("attributions", "names")
        )
        speech = [
            {edge: [a[f"{edge}_start"], a[f"{edge}_end"]] for edge in ("cue", "source")}
            | {"resolved": None, "content": [[c["start"], c["end"]] for c in a["content"]]}
            | {label: a[label] for label in ("mode", "cue_class", "source_type", "source_side")}
            for a in said
        ]
        named = [{"span": [n["start"], n["end"]]} | {k: n[k] for k in ("referent", "valence", "voice")} for n in names]
        stance = {"syrian_gov": 1, "opposition": None, "confidence": 2}
        row = {"id": head["article"], "text": head["text"], "attributions": speech, "names": named, "stance": stance}
        rows.append(row | {"annotator": "<b>A</b>"})
    first, second, third, *_ = rows
    first["attributions"].pop(0)
    start = first["text"].index("عنوان الخبر")
    extra = {"cue": [start, start + 5], "source": None, "resolved": None, "content": [], "mode": "direct"}
    first["attributions"].append(extra | {"cue_class": "deny", "source_type": "media", "source_side": "none"})
    second["attributions"][0]["source_type"] = "expert"
    third["names"][0]["valence"] = 1 - abs(third["names"][0]["valence"])
    rows.append({"id": "<i>nowhere</i>", "text": "نص", "attributions": [], "names": []})
    rows.append({"id": "0000", "text": "نص آخر", "attributions": [], "names": []})
    lines = (json.dumps(row, ensure_ascii=False, default=int) + "\n" for row in rows)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def hand_file(path: Path, features: Path) -> Path:
    """Labels given by hand to two articles of each outlet, but for the last; one article is nowhere, one label unknown."""
    articles = pd.read_parquet(features / "articles.parquet")
    some = articles[articles["duplicate_of"].isna()].groupby("outlet", sort=False).head(2)
    rows = [f"{a}\t{OUTLETS[o] or 'other'}" for a, o in zip(some["article"], some["outlet"], strict=True)][:-2]
    path.write_text(
        "\n".join(["article\tcamp", *rows, "<u>gone</u>\tother", "0005\tunheard-of"]) + "\n", encoding="utf-8"
    )
    return path


STRENGTH = {
    ("random", "isnad"): 4.0,
    ("outlet", "isnad"): 1.5,
    ("random", "majority"): 0.0,
    ("outlet", "majority"): 0.0,
}


def model_folder(home: Path, features: Path) -> Path:
    """A model folder on a features folder, with two real pipelines and made-up predictions."""
    articles, names = (pd.read_parquet(features / f"{t}.parquet") for t in ("articles", "names"))
    table = pd.read_parquet(features / "features.parquet").set_index("article")
    columns = [c for c in table.columns if c.startswith("names.")]
    labelled = articles[articles["outlet"].map(OUTLETS).notna() & articles["duplicate_of"].isna()]
    X, y = table.loc[labelled["article"]], labelled["outlet"].map(OUTLETS)
    picked = ColumnTransformer([("names", SimpleImputer(strategy="constant", fill_value=0.0), columns)])
    models = {
        "isnad": Pipeline([("columns", picked), ("answer", LogisticRegression())]).fit(X, y),
        "majority": Pipeline([("answer", DummyClassifier())]).fit(X, y),
    }
    home.mkdir(parents=True)
    joblib.dump(models, home / store.MODEL)
    predictions(articles, STRENGTH).to_parquet(home / store.PREDICTIONS)
    empty = pd.DataFrame(columns=["article", "outlet", "owner", "story", "label", "split", "fold", "period"])
    empty.to_parquet(home / store.SPLITS)
    (home / store.CALIBRATION).write_text("{}", encoding="utf-8")
    sides = sided(names, pd.read_parquet(features / "attributions.parquet"))
    placed = scale.learn(sides, articles, Config(draws=50))
    (home / store.SCALE).write_text(json.dumps(placed), encoding="utf-8")
    card = {
        "target": "camp",
        "labels": list(LABELS),
        "models": {m: {"family": "names", "columns": len(columns), "description": f"model {m}"} for m in models},
        "families": {"names": columns},
        "splits": {s: {"identified": True, "reason": None, "folds": 2} for s in ("random", "outlet")},
        "sha256": {store.MODEL: chain.sha256(home / store.MODEL)},
        "intended_use": "Comparing outlets.",
        "limits": ["Learnt from few outlets."],
    }
    (home / store.CARD).write_text(json.dumps(card), encoding="utf-8")
    chain.stamp(home, "train", {"features": features}, {"target": "camp"}, home)
    return home


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `features`, `model`, annotations, and `new`: features of two outlets never seen; not to be written to."""
    home = tmp_path_factory.mktemp("made")
    features_folder(home / "features", OUTLETS)
    model_folder(home / "model", home / "features")
    gold_file(home / "gold.jsonl", home / "features")
    hand_file(home / "hand.tsv", home / "features")
    features_folder(home / "new", {"جديد": "damascus", "new.example": "opposition"}, first=500)
    (home / "labels.tsv").write_text("outlet\tcamp\nجديد\tdamascus\nnew.example\topposition\n", encoding="utf-8")
    return home
