"""The page: report.json, the words of its evidence and its figures, as one self-contained file.

Whatever comes from a corpus is escaped by the template and passes through `seemly`, which takes out marks that turn the
direction of text. Figures come as SVG made here and articles as marks made by `features.webpage`, both escaped there.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from evaluate import (
    ablation,
    concordance,
    confidence,
    disagreements,
    errors,
    estimates,
    extraction,
    furniture,
    gloss,
    robustness_rows,
    rows,
    stance_rows,
    tables,
    trust,
)
from evaluate.evidence import Evidence, excerpts, seemly
from evaluate.gloss import say
from evaluate.trace import Index

Json = Mapping[str, Any]
Texts = Mapping[bool, Mapping[str, str]]

TEMPLATES = Path(__file__).parent / "templates"
SECTIONS = {
    "claims": "What may be said",
    "corpus": "The corpus",
    "leaks": "What leaks",
    "extraction": "Extraction against gold",
    "map": "Outlet map and profile cards",
    "names": "Names and cited sources",
    "classifier": "Classifier",
    "calibration": "Calibration and abstention",
    "ablation": "Ablation",
    "outlets": "Outlets, one by one",
    "errors": "Errors",
    "robustness": "Robustness",
    "corrected": "Corrected estimates",
    "statement": "Data statement and label provenance",
    "reforms": "REFORMS checklist",
    "manifest": "Manifest",
}
CHEATS = ("lookup", "fingerprint", "topic", "shuffled", "majority")
_SPOT = re.compile(r'class="spot" data-at="(/[^"?]*)\??([^"]*)"')


def render(
    report: Json, texts: Texts, figures: Mapping[str, str], manifests: Json, folders: Mapping[bool, Path]
) -> str:
    """HTML of a report; `texts` maps article ids to texts and `folders` are features folders, by whether they were seen.

    The one script is named by its hash in the page's security policy, so that no other would run.
    """
    script = (TEMPLATES / "report.js").read_text(encoding="utf-8")
    outlets, index = tables.outlets(report), Index(report)
    shown = concordance.articles(report, folders)
    environment = _environment()
    environment.globals.update(at=index.at, query=index.query, openings=concordance.opening(shown))
    return environment.get_template("report.html.j2").render(
        report=report,
        sections=SECTIONS,
        script=Markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        figures={name: spotted(svg, report, index) for name, svg in figures.items()},
        manifests=manifests,
        lines=concordance.lines(report, index, texts),
        articles=shown,
        splits=tables.splits(report),
        split_names=tables.SPLITS,
        weights=tables.WEIGHTS,
        metrics=tables.METRICS,
        macro_f1=tables.macro_f1(report),
        by_article=tables.by_article(report, index.at),
        gaps=tables.gaps(report),
        cheats=CHEATS,
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
        left_out=tables.left_out(report, outlets),
        most=tables.MOST_DETAILS,
        disagreements=disagreements.shown(report["extraction"].get("sample", ()), texts),
        gallery=[(row, _marked(row, texts)) for row in report["errors"]["rows"]],
        stances=stance_rows.outlets(report, outlets),
        placings=stance_rows.placings(report),
        ablation=ablation,
        flagged=trust.flagged(report["placings"]),
    )


def spotted(svg: str, report: Json, index: Index) -> Markup:
    """A figure whose marks open what is behind their row of report.json, as buttons for the mouse; tables have them for keys."""

    def behind(found: re.Match[str]) -> str:
        row: Any = report
        for step in found[1].strip("/").split("/"):
            row = row[int(step)] if isinstance(row, list) else row[step]
        query = index.query(row) + (f"&{found[2]}" if found[2] else "")
        return f'class="spot" data-at="{found[1]}" data-q="{escape(query)}" data-n="{row.get("n", "")}"'

    return Markup(_SPOT.sub(behind, svg))


def _marked(row: Json, texts: Texts) -> list[tuple[Json, Any]]:
    """The mentions of an error, each in its sentence."""
    wanted = [Evidence(e["article"], e["start"], e["end"]) for e in row["evidence"]]
    return list(zip(row["evidence"], excerpts(texts[row["seen"]], wanted), strict=True))


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
    environment.filters.update(plain=gloss.plain)
    environment.filters.update(two=two, percent=percent, thousands=thousands, seemly=lambda x: seemly(str(x)), say=say)
    environment.globals.update(confidence=confidence.tables, doubts=confidence.METRICS, methods=estimates.METHODS)
    environment.globals.update(found=extraction.FOUND, right=extraction.RIGHT, kinds=disagreements.PLAIN)
    environment.globals.update(causes=errors.CAUSES, actors=stance_rows.ACTORS, components=stance_rows.COMPONENTS)
    environment.globals.update(parts=disagreements.PARTS, squares=extraction.CONFUSED)
    environment.globals.update(robustness=robustness_rows)
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
