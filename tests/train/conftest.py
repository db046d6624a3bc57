"""A features folder written by hand: 12 outlets of two camps, unlike in how they name the state and whom they cite."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from seeds.chain import stamp

OUTLETS = 12
ARTICLES = 8
POLES = ("hostile", "neutral", "friendly")
REFERENTS = ("SYRIAN_STATE", "OPPOSITION_ARMED")


def outlet(o: int) -> str:
    return f"Outlet-{o:02}.net"


def camp(o: int) -> str:
    return "damascus" if o % 2 == 0 else "opposition"


def position(o: int) -> float:
    return (1 if o % 2 == 0 else -1) * (0.4 + 0.05 * o)


def tables(seed: int = 0, outlets: int = OUTLETS, articles: int = ARTICLES) -> dict[str, pd.DataFrame]:
    """articles, names and features in the columns of DESIGN §4 that training reads."""
    random = np.random.default_rng(seed)
    article_rows, names, features = [], [], []
    for o in range(outlets):
        for a in range(articles):
            id = f"a{o:02}-{a}"
            duplicate = a == articles - 1 and o < 2
            text = f"قال المصدر {'الحكومة' if o % 2 == 0 else 'النظام'} في المدينة {'صباح' if a % 2 else 'مساء'} اليوم"
            article_rows.append(
                {
                    "article": id,
                    "outlet": outlet(o),
                    "canonical": f"group{o // 2}" if o >= 10 else None,
                    "owner": f"owner{o}" if o % 3 else None,
                    "text": text,
                    "duplicate_of": "a05-0" if duplicate else None,
                }
            )
            row: dict[str, object] = {"article": id}
            for referent in REFERENTS:
                lean = position(o) * (1 if referent == "SYRIAN_STATE" else -1)
                n = int(random.integers(0, 5))
                chances = np.clip(np.array([0.33 - lean / 3, 0.34, 0.33 + lean / 3]), 0.01, None)
                choices = random.choice(3, size=n, p=chances / chances.sum())
                for k, c in enumerate(choices):
                    names.append(
                        {
                            "article": id,
                            "start": k,
                            "end": k + 1,
                            "words": "س",
                            "referent": referent,
                            "name": f"{referent.lower()}_{POLES[c]}",
                            "valence": int(c) - 1,
                            "voice": "own",
                            "attribution": None,
                            "masked": duplicate,
                        }
                    )
                shares = np.bincount(choices, minlength=3) / n if n and not duplicate else np.full(3, np.nan)
                row |= {f"names.own:{referent}:{p}": s for p, s in zip(POLES, shares, strict=True)}
                row[f"names.own:{referent}:n"] = n
            row["speakers:side:syrian_gov"] = float(random.random() < 0.5 + 0.4 * np.sign(position(o)))
            row["speakers:side:n"] = 1
            row["cues:class:doubt"] = float(random.random() < 0.3)
            row["cues:class:n"] = 1
            row["fingerprint:tatweel"] = float(random.random())
            features.append(row)
    clean = pd.DataFrame({"article": ["a00-0"], "start": [0], "end": [3], "reason": ["line"]})
    made = {"articles": pd.DataFrame(article_rows), "names": pd.DataFrame(names), "features": pd.DataFrame(features)}
    said = pd.DataFrame({"article": ["a00-0"], "number": [1], "source_side": ["none"], "masked": [False]})
    return made | {"clean": clean, "attributions": said}


def write(folder: Path, made: dict[str, pd.DataFrame]) -> Path:
    folder.mkdir(parents=True)
    for name, table in made.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
    stamp(folder, "features", {}, {}, folder)
    return folder


@pytest.fixture(scope="session")
def features(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("train") / "features", tables())


@pytest.fixture(scope="session")
def labels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("labels") / "camps.tsv"
    rows = [
        "outlet\tcamp\tbasis",
        *(f"{outlet(o)}\t{camp(o)}\tby hand" for o in range(OUTLETS)),
        "nowhere.org\tdamascus\t",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path
