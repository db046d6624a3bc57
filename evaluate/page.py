"""The page: report.json, the sentences of its evidence and its figures, as one self-contained file.

Whatever comes from a corpus is escaped by the template and passes through `seemly`, which takes out marks that turn the
direction of text. Figures come as SVG made here and are the only thing that is not escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from evaluate import furniture, rows, stance_rows, tables, trust
from evaluate.evidence import seemly
from evaluate.gloss import say

Json = Mapping[str, Any]
Texts = Mapping[bool, Mapping[str, str]]

TEMPLATES = Path(__file__).parent / "templates"


def render(report: Json, texts: Texts, figures: Mapping[str, str], manifests: Json) -> str:
    """HTML of a report; `texts` maps article ids to texts, by whether the outlet was seen; `figures` names to SVG.

    The one script is named by its hash in the page's security policy, so that no other would run.
    """
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    outlets = tables.outlets(report)
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            script=Markup(script),
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            figures={name: Markup(svg) for name, svg in figures.items()},
            manifests=manifests,
            splits=tables.splits(report),
            split_names=tables.SPLITS,
            weights=tables.WEIGHTS,
            metrics=tables.METRICS,
            macro_f1=tables.macro_f1(report),
            other_metrics={s: tables.other_metrics(report, s) for s in tables.splits(report) if s != "random"},
            key_traits=tables.KEY_TRAITS,
            measures=tables.MEASURES,
            no_shares=tables.NO_SHARES,
            manners=tables.MANNERS,
            cites=tables.cites(outlets, report),
            camps=rows.camps(report),
            furniture=furniture.tables(report["audit"], lambda corpus: texts[corpus == "model"]),
            outlets=outlets,
            details=_details(report, outlets, texts),
            actors=stance_rows.ACTORS,
            components=stance_rows.COMPONENTS,
            stances=stance_rows.outlets(report, outlets),
            placings=stance_rows.placings(report),
            flagged=trust.flagged(report["placings"]),
            left_out=tables.left_out(report, outlets),
            most=tables.MOST_DETAILS,
        )
    )


def _details(report: Json, outlets: Sequence[Json], texts: Texts) -> list[dict[str, Any]]:
    """What stands in the box of each outlet."""
    stances, cards = stance_rows.stances(report), stance_rows.cards(report)
    citing, naming, apart = tables.citing(report), rows.naming(report), rows.keys(report, "outlet")
    return [
        {
            "id": row["id"],
            "profile": row["profile"],
            "names": tables.names(row["profile"]),
            "cited": tables.cited(row["profile"]),
            "carried": tables.carried(known),
            "named_most": tables.named_most(known),
            "voices": rows.voices(named),
            "years": rows.years(named),
            "pairs": rows.pairs(named),
            "keys": apart.get(key, {}),
            "stances": stances.get(key, {}),
            "card": stance_rows.card(cards.get(key, []), texts[key[1]]),
            "evidence": list(tables.evidence(row["profile"], texts[row["profile"]["seen"]])),
        }
        for row in outlets
        for key in [(row["profile"]["outlet"], row["profile"]["seen"])]
        for known, named in [(citing.get(key, {}), naming.get(key, {}))]
    ]


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters.update(two=two, percent=percent, thousands=thousands, seemly=lambda x: seemly(str(x)), say=say)
    return environment


def two(value: float) -> str:
    """A number with two decimals and a true minus."""
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def percent(value: float, sign: bool = True) -> str:
    """A share in per cent, without decimals."""
    return f"{100 * value:.0f}" + ("\u00a0%" if sign else "")


def thousands(value: int) -> str:
    """A count with its thousands set apart by a narrow blank."""
    return f"{value:,}".replace(",", "\u202f")
