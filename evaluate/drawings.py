"""Which numbers of report.json go into which figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from evaluate import ablation, charts, curves, figures, gloss, robustness_rows, tables
from evaluate.claims import find
from evaluate.display import Display
from evaluate.profile import FEWEST_ARTICLES
from seeds.lexicon import load
from train.bootstrap import Estimate

Json = Mapping[str, Any]

DOZEN, PANELS, CITING, COVERED, LINES, COURSES = 12, 12, 30, 40, 5, 6
DRAWN = ("random", "outlet", "held_out")  # splits of the figure of scores; the table has all
FEWEST = 5  # mentions of a referent, for an outlet's bar
CARRIED = ("syrian_gov", "opposition", "us_coalition")


def displays(report: Json) -> dict[str, Display]:
    """Every figure that the report has numbers for, by name; nothing is drawn yet."""
    makers: Mapping[str, Callable[[Json], Display | None]] = {
        "coverage": _coverage,
        "positions": _positions,
        "scores": _scores,
        "leak_gap": _leak_gap,
        "confusion": _confusion,
        "ablation": ablation.bars,
        "learning_curve": ablation.course,
        "names": _names,
        "cited_sides": _cited_sides,
        "cited_sources": _cited_sources,
        "citing_map": _citing_map,
        "carried": _carried,
        "over_time": _over_time,
        "calibration": curves.calibration,
        "risk_coverage": curves.risk_coverage,
        "robustness": robustness_rows.dots,
    }
    made = {name: make(report) for name, make in makers.items()}
    return {name: display for name, display in made.items() if display is not None}


def _coverage(report: Json) -> Display | None:
    covered = report["audit"]["model"]["coverage"]
    largest = sorted(covered["outlets"], key=lambda row: (-row["articles"], row["outlet"]))
    largest = [row for row in largest if row["first"]][:COVERED]
    outlets = {row["outlet"]: i for i, row in enumerate(largest)}
    rows = [row for row in covered["months"] if row["outlet"] in outlets]
    if not rows:
        return None
    whole = [12 * int(row["month"][:4]) + int(row["month"][5:]) - 1 for row in rows]
    months = [f"{m // 12}-{m % 12 + 1:02d}" for m in range(min(whole), max(whole) + 1)]
    counts = np.zeros((len(outlets), len(months)))
    for row, month in zip(rows, whole, strict=True):
        counts[outlets[row["outlet"]], month - min(whole)] = row["articles"]
    heads = [(row["outlet"], row["articles"]) for row in largest]
    return Display("coverage", rows, lambda: charts.coverage(heads, months, counts))


def _positions(report: Json) -> Display | None:
    rows = [
        {"outlet": p["outlet"], "label": p["label"], "articles": p["articles"], **p["position"], "at": f"/profiles/{i}"}
        for i, p in enumerate(report["profiles"])
        if p["articles"] >= FEWEST_ARTICLES and p["position"]["value"] is not None
    ]
    placed = [
        figures.Placed(r["outlet"], r["label"], r["articles"], Estimate(r["value"], r["low"], r["high"]), r["at"])
        for r in rows
    ]
    return Display("positions", rows, lambda: figures.positions(placed, report["labels"])) if rows else None


def _scores(report: Json) -> Display | None:
    rows, panels = [], {}
    for weighting in tables.WEIGHTS:
        panels[weighting] = [
            (m, {s: row for s in tables.splits(report) if s in DRAWN and (row := _macro(report, m, s, weighting))})
            for m in reversed(tables.models(report))
        ]
        rows += [row for _, by in reversed(panels[weighting]) for row in by.values()]
    told = {w: [(m, {s: _estimate(x) for s, x in by.items()}) for m, by in some if by] for w, some in panels.items()}
    return Display("scores", rows, lambda: figures.scores(told)) if rows else None


def _macro(report: Json, model: str, split: str, weighting: str) -> Any:
    return find(report["scores"], "macro_f1", model, split, weighting)


def _estimate(row: Json) -> Estimate:
    return Estimate(row["value"], row["low"], row["high"])


def _leak_gap(report: Json) -> Display | None:
    rows = [find(report["scores"], "leak_gap", m, "outlet") for m in tables.models(report)]
    rows = sorted((row for row in rows if row), key=lambda row: (-row["value"], row["model"]))
    return Display("leak_gap", rows, lambda: charts.leak_gap(rows)) if rows else None


def _confusion(report: Json) -> Display | None:
    found = next((c for s in ("held_out", "outlet") for c in report["confusion"] if c["split"] == s), None)
    if found is None:
        return None
    labels, k = found["labels"], len(found["labels"])
    shares = np.array([row or [np.nan] * k for row in found["shares"]], float)
    counts = np.array(found["articles"], float)
    rows = [
        {"label": labels[i], "answer": labels[j], "articles": found["articles"][i][j]}
        | {"share": found["shares"][i][j] if found["shares"][i] else None}
        for i, j in np.ndindex(k, k)
    ]
    return Display("confusion", rows, lambda: figures.confusion(counts, shares, labels))


def _largest(report: Json) -> list[Json]:
    some = [p for p in report["profiles"] if p["articles"] >= FEWEST_ARTICLES]
    return sorted(some, key=lambda p: (-p["articles"], p["outlet"], p["seen"]))


def _names(report: Json) -> Display | None:
    """Panels by referent, those with most mentions among the dozen largest outlets, in the codebook's order."""
    keys = [(p["outlet"], p["seen"]) for p in _largest(report)[:DOZEN]]
    known = {(r["outlet"], r["seen"], r["referent"], r["voice"]): (i, r) for i, r in enumerate(report["poles"])}
    bars: dict[str, list[tuple[str, figures.Called, figures.Called | None]]] = {}
    rows: dict[str, list[Json]] = {}
    for outlet, seen in keys:
        for referent in sorted({r for o, s, r, _ in known if (o, s) == (outlet, seen)}):
            told = [known.get((outlet, seen, referent, voice)) for voice in ("own", "attributed")]
            own, said = (_called(*one) if one and one[1]["n"] >= FEWEST else None for one in told)
            if own:
                bars.setdefault(referent, []).append((outlet, own, said))
                rows.setdefault(referent, []).extend(one[1] for one in told if one and one[1]["n"] >= FEWEST)
    several = {r: some for r, some in bars.items() if len(some) > 1}
    most = sorted(several, key=lambda r: (-sum(own.n for _, own, _ in several[r]), r))[:PANELS]
    order = [*gloss.REFERENTS, *sorted(several)]
    most.sort(key=order.index)
    panels = [(gloss.REFERENTS.get(r, r), several[r]) for r in most]
    return Display("names", [row for r in most for row in rows[r]], lambda: figures.names(panels)) if most else None


def _called(number: int, row: Json) -> figures.Called:
    return figures.Called(row["n"], {pole: row[pole] / row["n"] for pole in figures.POLES}, f"/poles/{number}")


def _cited_sides(report: Json) -> Display | None:
    """The outlets with most attributions, by position; sides by their mean share."""
    known = [
        (i, p, {t["trait"]: (j, t) for j, t in enumerate(p["traits"]) if t["trait"].startswith("speakers:side:")})
        for i, p in enumerate(report["profiles"])
    ]
    known = [one for one in known if one[2]]
    if not known:
        return None
    citing = sorted(known, key=lambda one: (-next(iter(one[2].values()))[1]["n"], one[1]["outlet"]))[:CITING]
    citing.sort(key=lambda one: (-(one[1]["position"]["value"] or 0), one[1]["outlet"]))
    codes = sorted({t for *_, sides in citing for t in sides})
    shares = np.array([[sides[c][1]["value"] if c in sides else np.nan for c in codes] for *_, sides in citing])
    codes = [codes[j] for j in np.argsort(-np.nan_to_num(np.nanmean(shares, axis=0)), kind="stable")]
    shares = np.array([[sides[c][1]["value"] if c in sides else np.nan for c in codes] for *_, sides in citing])
    heads = [(p["outlet"], next(iter(sides.values()))[1]["n"]) for _, p, sides in citing]
    at = {
        (row, column): f"/profiles/{i}/traits/{sides[c][0]}"
        for row, (i, _, sides) in enumerate(citing)
        for column, c in enumerate(codes)
        if c in sides
    }
    plain = [gloss.side(c.rpartition(":")[2]) for c in codes]
    keys = ("trait", "value", "low", "high", "n")
    rows = [
        {"outlet": p["outlet"], **{k: sides[c][1][k] for k in keys}}
        for _, p, sides in citing
        for c in codes
        if c in sides
    ]
    return Display("cited_sides", rows, lambda: figures.cited(heads, plain, shares, at))


def _sources() -> Mapping[str, str]:
    return {entry.id: entry.gloss for entry in load("speakers")}


def _cited_sources(report: Json) -> Display | None:
    """Outlets and sources in the order of the first axis of the map, so that like stand beside like."""
    found = report["correspondence"]
    if not found["outlets"]:
        return None
    outlets, sources = (sorted(found[k], key=lambda r: r["x"]) for k in ("outlets", "sources"))
    n = {(c["outlet"], c["entity"]): c["n"] for c in found["cells"]}
    shares = np.array([[n.get((o["outlet"], s["entity"]), 0) / o["n"] for s in sources] for o in outlets])
    glosses = _sources()
    heads = [(o["outlet"], o["n"]) for o in outlets]
    plain = [figures.short(glosses.get(s["entity"], s["entity"]), 28) for s in sources]
    return Display("cited_sources", found["cells"], lambda: figures.cited(heads, plain, shares))


def _citing_map(report: Json) -> Display | None:
    found, glosses = report["correspondence"], _sources()
    if not found["outlets"]:
        return None
    at = {p["outlet"]: f"/profiles/{i}" for i, p in enumerate(report["profiles"]) if p["seen"]}
    outlets = [{**row, "at": at[row["outlet"]]} for row in found["outlets"]]
    sources = [{**row, "plain": glosses.get(row["entity"], row["entity"])} for row in found["sources"]]
    rows = [*found["outlets"], *found["sources"]]
    return Display("citing_map", rows, lambda: charts.citing_map(outlets, sources, found["inertia"]))


def _carried(report: Json) -> Display | None:
    """The outlets that cite each side most, at most thirty, in order of how often its word comes as a truth."""
    by: dict[str, dict[tuple[str, bool], dict[str, tuple[int, Json]]]] = {}
    for i, row in enumerate(report["citing"]):
        side, _, manner = row["group"].partition(":")
        if row["measure"] == "carried" and row["n"] >= 10 and side in CARRIED:
            by.setdefault(side, {}).setdefault((row["outlet"], row["seen"]), {})[manner] = (i, row)
    panels, rows = [], []
    for side in CARRIED:
        some = sorted(by.get(side, {}).items(), key=lambda one: (-next(iter(one[1].values()))[1]["n"], one[0]))
        some = sorted(some[:CITING], key=lambda one: (-_share(one[1], "affirmed"), one[0]))
        if some:
            bars = [
                (o, next(iter(m.values()))[1]["n"], {k: r["value"] for k, (_, r) in m.items()}) for (o, _), m in some
            ]
            at = [f"/citing/{next(iter(m.values()))[0]}" for _, m in some]
            panels.append((gloss.side(side), [(*bar, where) for bar, where in zip(bars, at, strict=True)]))
            rows += [_plain(r) for _, m in some for _, r in m.values()]
    return Display("carried", rows, lambda: charts.carried(panels)) if panels else None


def _share(manners: Mapping[str, tuple[int, Json]], manner: str) -> float:
    return float(manners[manner][1]["value"]) if manner in manners else 0.0


def _plain(row: Json) -> Json:
    return {k: v for k, v in row.items() if k not in ("evidence", "seen")}


def _over_time(report: Json) -> Display | None:
    """Actors whose names are known over three years or more of an outlet; of each the outlets with most mentions."""
    by: dict[str, dict[str, list[Json]]] = {}
    for i, row in enumerate(report["naming"]):
        referent, _, year = row["group"].partition(":")
        if row["measure"] == "valence_in" and "-Q" not in year and row["n"] >= FEWEST and row["seen"]:
            told = {**_plain(row), "referent": referent, "year": int(year), "at": f"/naming/{i}"}
            by.setdefault(referent, {}).setdefault(row["outlet"], []).append(told)
    long = {r: {o: rows for o, rows in some.items() if len(rows) > 2} for r, some in by.items()}
    size = {r: sum(row["n"] for rows in some.values() for row in rows) for r, some in long.items() if some}
    panels = []
    for referent in sorted(sorted(size, key=lambda r: (-size[r], r))[:COURSES], key=[*gloss.REFERENTS, *size].index):
        some = sorted(long[referent].items(), key=lambda one: (-sum(row["n"] for row in one[1]), one[0]))[:LINES]
        some = [(outlet, sorted(rows, key=lambda row: row["year"])) for outlet, rows in some]
        panels.append((gloss.REFERENTS.get(referent, referent), some))
    rows = [row for _, some in panels for _, courses in some for row in courses]
    years = [row["year"] for row in rows]
    return Display("over_time", rows, lambda: charts.over_time(panels, years)) if rows else None
