"""The section on extraction: what was found in annotated articles, held against their annotation, with intervals by article.

Intervals draw articles with replacement; those of shares are never narrower than Wilson's. They tell how the figures would move
with other articles of these outlets, not with other outlets, and nothing of whether the rules were made on these very articles:
the run cannot know that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from evaluate import gold as annotated
from evaluate.agreement import ALL, Compared, Counts, Key, compare, tally
from evaluate.citing import mean, share
from evaluate.disagreements import disagreements
from evaluate.gold import LABELS, Annotated, Pair, Tables
from evaluate.stance import ACTORS
from train.bootstrap import Estimate, Floats, Ints, draw_outlets, macro_f1

Json = Mapping[str, Any]
CONFUSED = {"source_type": "types of source", "source_side": "sides of sources", "cue_class": "classes of cues"}
STANCES = ("-1", "0", "1")
FOUND = {
    "cue": "attributions: the cue is found",
    "both": "attributions: cue, source and content are right",
    "resolved": "a source named elsewhere in the text is found",
    "name": "names: found, referent right",
    "strict": "names: span, valence and voice right as well",
    "play": "actors in play, by article",
}
OVERLAPS = ("source_overlap", "content_overlap")  # means, not shares
RIGHT = {
    "source_overlap": "source: overlap of letters",
    "source_exact": "source: the same letters",
    "no_source": "no source beside the cue, and none found",
    "content_overlap": "content: overlap of letters",
    "content_exact": "content: the same letters",
    "cue_class": "class of the cue",
    "mode": "direct, indirect, mixed",
    "source_type": "type of source",
    "source_side": "side of source",
    "valence": "valence of a name",
    "voice": "voice of a name",
    "stance": "stance toward an actor",
    "stance_macro_f1": "stance, macro-F1 over against, neutral, for",
}


def extraction(
    given: Sequence[Annotated], tables: Mapping[bool, Tables], stances: Sequence[Json], seed: int
) -> dict[str, Any]:
    """The section of report.json. `stances` are rows of `stance_articles`. Empty without gold.

    `found` has a row per measure with precision, recall and F1, so have `referents` and `classes`; `right` a row per measure
    of what was found (value, n); `stance` one per actor; `confusions` a square per field, rows gold and columns found.
    """
    if not given:
        return {}
    columns = ["article", "seen", "actor", "stance"]
    pairs = annotated.matched(given, tables, pd.DataFrame(stances, columns=columns))
    differ = annotated.differing(given, tables, pairs)
    known = {pair.article for pair in pairs} | set(differ)
    found: dict[str, Any] = {
        "given": len(given),
        "articles": len(pairs),
        "outlets": len({pair.outlet for pair in pairs}),
        "differ": differ,
        "absent": sorted(one.article for one in given if one.article not in known),
        "annotators": _annotators(given, pairs),
    }
    if not pairs:
        return found
    compared = [compare(pair) for pair in pairs]
    return found | _measured(compared, seed) | disagreements(compared, seed)


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """Counts summed over articles drawn again: `sums` (1 + draws, keys), row 0 over all; `held` the articles with any."""

    column: Mapping[Key, int]
    sums: Floats
    held: Ints

    def of(self, *key: str) -> Floats:
        """Sums of one count, 0 where it never occurred."""
        number = self.column.get((key[0], key[1], key[2]))
        return np.zeros(len(self.sums)) if number is None else self.sums[:, number]

    def articles(self, *key: str) -> int:
        """How many articles have any of a count."""
        number = self.column.get((key[0], key[1], key[2]))
        return 0 if number is None else int(self.held[number])

    def groups(self, measure: str) -> list[str]:
        """The groups that a measure was counted for."""
        return sorted({group for one, group, _ in self.column if one == measure})


def drawn(tallies: Sequence[Counts], seed: int) -> Drawn:
    """The counts of articles, with articles drawn again."""
    keys = sorted({key for one in tallies for key in one})
    table = np.array([[one.get(key, 0.0) for key in keys] for one in tallies]).reshape(len(tallies), len(keys))
    draws = draw_outlets(np.ones((len(tallies), 1), bool), seed)
    column = {key: number for number, key in enumerate(keys)}
    return Drawn(column, draws @ table, (table > 0).sum(axis=0))


def _measured(compared: Sequence[Compared], seed: int) -> dict[str, Any]:
    n = drawn([tally(one) for one in compared], seed)
    stance = [_right(n, "stance", actor) for actor in ACTORS if actor in n.groups("stance")]
    return {
        "found": [_rate(n, measure, ALL) for measure in FOUND if ALL in n.groups(measure)],
        "right": [_right(n, measure, ALL) for measure in RIGHT if ALL in n.groups(measure)]
        + ([_macro_f1(n)] if stance else []),
        "referents": [_rate(n, "referent", group) for group in n.groups("referent")],
        "classes": [_rate(n, "class", group) for group in n.groups("class")],
        "stance": stance,
        "confusions": [_confusion(compared, field) for field in CONFUSED],
    }


def _rate(n: Drawn, measure: str, group: str) -> dict[str, Any]:
    hit, gold, found = (n.of(measure, group, kind) for kind in ("hit", "gold", "found"))
    there, said = (n.articles(measure, group, kind) for kind in ("gold", "found"))
    counts = {"gold": int(gold[0]), "found": int(found[0]), "hit": int(hit[0])}
    shares = {
        "precision": _ratio(hit, found, lambda values: share(values, said, int(found[0]))),
        "recall": _ratio(hit, gold, lambda values: share(values, there, int(gold[0]))),
        "f1": _ratio(2 * hit, gold + found, lambda values: mean(values, min(there, said))),
    }
    return {"measure": measure, "group": group} | counts | shares


def _right(n: Drawn, measure: str, group: str) -> dict[str, Any]:
    hit, of, articles = n.of(measure, group, "hit"), n.of(measure, group, "of"), n.articles(measure, group, "of")
    head = {"measure": measure, "group": group, "n": int(of[0])}
    if measure in OVERLAPS:
        return head | _ratio(hit, of, lambda values: mean(values, articles))
    return head | _ratio(hit, of, lambda values: share(values, articles, int(of[0])))


def _macro_f1(n: Drawn) -> dict[str, Any]:
    cells = np.stack([np.stack([n.of("cell", f"{g}:{f}", "of") for f in STANCES], -1) for g in STANCES], -2)
    found = mean(macro_f1(cells), n.articles("stance", ALL, "of"))
    return {"measure": "stance_macro_f1", "group": ALL, "n": int(cells[0].sum())} | found._asdict()


def _ratio(over: Floats, under: Floats, bounded: Callable[[Floats], Estimate]) -> dict[str, Any]:
    """A ratio of sums with its interval; all None where there is nothing to divide by."""
    if not under[0]:
        return {"value": None, "low": None, "high": None}
    with np.errstate(invalid="ignore", divide="ignore"):
        return bounded(np.asarray(over / under))._asdict()


def _confusion(compared: Iterable[Compared], field: str) -> dict[str, Any]:
    """Labels of paired attributions: `counts` has a row per label of gold, a column per label found, commonest first."""
    place = LABELS.index(field)
    cells = Counter(
        (one.pair.gold.speech[i].labels[place], one.pair.found.speech[j].labels[place])
        for one in compared
        for i, j in one.speech
    )
    total: Counter[str] = Counter()
    for (g, f), n in cells.items():
        total.update({g: n, f: n})
    labels = sorted(total, key=lambda label: (-total[label], label))
    counts = [[cells[g, f] for f in labels] for g in labels]
    right = sum(cells[label, label] for label in labels)
    return {"field": field, "labels": labels, "counts": counts, "right": right, "n": sum(cells.values())}


def _annotators(given: Sequence[Annotated], pairs: Sequence[Pair]) -> list[dict[str, Any]]:
    """Who annotated how many of the articles compared, by name; nothing where the file does not say."""
    used = {pair.article for pair in pairs}
    counted = Counter(one.annotator for one in given if one.annotator is not None and one.article in used)
    return [{"annotator": name, "articles": n} for name, n in sorted(counted.items())]
