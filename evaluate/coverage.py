"""What a corpus covers, outlet by outlet: months, gaps, lengths, script, copies and rows set aside."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd

LONGEST_PAIRS = 15
ARABIC, LETTER = re.compile("[\u0621-\u064a\u0671-\u06d3]"), re.compile(r"[^\W\d_]")
MOSTLY = 0.8  # of the letters, for an article to count as Arabic


def coverage(articles: pd.DataFrame, folder: Path) -> dict[str, Any]:
    """Counts as JSON values: `months`, `outlets`, `languages`, `copies`, `rejected`; lengths and languages without copies."""
    whole = articles[articles["duplicate_of"].isna()]
    return {
        "months": months(whole),
        "outlets": outlets(whole),
        "languages": dict(sorted(Counter(script(text) for text in whole["text"]).items())),
        "copies": copies(articles),
        "rejected": rejected(folder / "rejected.jsonl"),
    }


def months(whole: pd.DataFrame) -> list[dict[str, Any]]:
    """Articles by outlet and month (2013-05), where there are any."""
    dated = whole.assign(month=whole["published"].astype(str).str[:7])
    dated = dated[dated["month"].str.fullmatch(r"\d{4}-\d\d")]
    counted: dict[tuple[str, str], int] = dated.groupby(["outlet", "month"], sort=True).size().to_dict()  # type: ignore[assignment]
    return [{"outlet": outlet, "month": month, "articles": int(n)} for (outlet, month), n in counted.items()]


def outlets(whole: pd.DataFrame) -> list[dict[str, Any]]:
    """Of each outlet: articles, first and last month, months without any in between, the longest run of them, lengths.

    Lengths are the tenth, fiftieth and ninetieth percentile of words.
    """
    seen: dict[str, list[int]] = {}
    for row in months(whole):
        year, month = map(int, row["month"].split("-"))
        seen.setdefault(row["outlet"], []).append(12 * year + month - 1)
    rows = []
    for outlet, of in whole.groupby("outlet", sort=True):
        at = seen.get(str(outlet), [])
        holes = [after - before - 1 for before, after in pairwise(at)]
        low, middle, high = of["n_words"].quantile([0.1, 0.5, 0.9]).round().astype(int)
        row = {"outlet": outlet, "articles": len(of), "first": _month(at[:1]), "last": _month(at[-1:])}
        row |= {"months": len(at), "empty": sum(holes), "longest_gap": max(holes, default=0)}
        rows.append(row | {"words_10": int(low), "words_50": int(middle), "words_90": int(high)})
    return rows


def _month(at: list[int]) -> str | None:
    return f"{at[0] // 12}-{at[0] % 12 + 1:02d}" if at else None


def script(text: str) -> str:
    """`arabic` where four letters of five are, `mixed`, or `other`; Persian and Urdu in Arabic script count as arabic.

    >>> script("قال"), script("said"), script("")
    ('arabic', 'other', 'other')
    """
    letters = len(LETTER.findall(text))
    share = len(ARABIC.findall(text)) / letters if letters else 0.0
    return "arabic" if share >= MOSTLY else "mixed" if share > 1 - MOSTLY else "other"


def copies(articles: pd.DataFrame) -> dict[str, Any]:
    """Near-duplicates within an outlet and across outlets (wire copy), and the pairs of outlets that share most.

    A copy is counted with the outlet of the article that stands for its group, which is the first, not always the source.
    """
    outlet_of = dict(zip(articles["article"], articles["outlet"], strict=True))
    held = articles[articles["duplicate_of"].notna()]
    pairs = Counter(
        (outlet_of[of], outlet)
        for outlet, of in zip(held["outlet"], held["duplicate_of"], strict=True)
        if of in outlet_of
    )
    across = {pair: n for pair, n in pairs.items() if pair[0] != pair[1]}
    most = sorted(across.items(), key=lambda item: (-item[1], item[0]))[:LONGEST_PAIRS]
    rows = [{"first": first, "copy": copy, "articles": n} for (first, copy), n in most]
    return {"within": sum(pairs.values()) - sum(across.values()), "across": sum(across.values()), "pairs": rows}


def rejected(path: Path) -> list[dict[str, Any]]:
    """Rows set aside by reason, the commonest first."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    counted = Counter(str(json.loads(line).get("reason", "not stated")) for line in lines if line.strip())
    return [
        {"reason": reason, "rows": n} for reason, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]
