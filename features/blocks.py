"""A whole corpus, block by block: extracted in any order by any number of workers, then assembled in the corpus's order.

A block is 128 articles, written under `OUT.partial/blocks`; a run that was interrupted finds its finished blocks there.
Near-duplicates are known only when all articles are, so masking waits for the assembly. Memory holds a few blocks and, of
each article, its id, date, MinHash signature and event terms (about a kilobyte).
"""

from __future__ import annotations

import gc
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path

import joblib
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from tqdm import tqdm

from features import duplicates, formats, read
from features.antecedents import WEIGHTS
from features.arrays import array, floats
from features.article import Article
from features.extract import extract_all
from features.furniture import Furniture, learn_all
from features.parquet import SCHEMAS, Row, article_row, attribution_row, clean_row, mention_row, table
from features.table import columns, shares
from seeds import outlets
from seeds.chain import LIBRARIES, PLAN, Refused, fingerprint, made_whole, resume, sha256, stamp
from seeds.lexicon import SEEDS
from seeds.lexicon import names as lexicons

BLOCK, ROW_GROUP = 128, 16  # articles of a block, blocks of a row group
BLOCKS, REJECTED, FEATURES = "blocks", "rejected.jsonl", "features"


def run(
    corpus: Path,
    out: Path,
    workers: int = 1,
    force: bool = False,
    registry: Path = outlets.REGISTRY,
    say: Callable[[str], object] = print,
    mapping: Mapping[str, str] | None = None,
) -> None:
    """Read a corpus and write OUT: its tables (`features.parquet`, `features.table`) with their manifest."""
    outlets.load(registry)
    if not corpus.exists():
        raise Refused(f"{corpus}: no such file or folder; give a corpus: {formats.KINDS}")
    if out.resolve() == corpus.resolve() or out.resolve() in corpus.resolve().parents:
        raise Refused(f"{out}: holds the corpus itself; give an OUT beside it")
    config: dict[str, object] = {"block": BLOCK, "registry": sha256(registry), "lexicons": lexicon_digests()}
    config["map"] = dict(sorted((mapping or {}).items()))
    with made_whole(out, force) as partial, _uncollected():
        if resume(partial, {"corpus": fingerprint(corpus), "program": program(), **config}, BLOCKS):
            say(f"{partial}: going on where an earlier run stopped")
        furniture = learn_all(_texts(read.articles(corpus, mapping, lambda _: None)))
        counts = _extract_all(read.articles(corpus, mapping, say), partial, workers, registry, furniture)
        if not counts["articles"]:
            (partial / PLAN).unlink()
            if not counts["rejected"]:
                raise Refused(f"{corpus}: is empty; give a corpus with at least one article")
            raise Refused(f"{corpus}: no article could be read; {partial / REJECTED} gives the reason for each row")
        counts.update(_assemble(partial))
        (partial / PLAN).unlink()
        shutil.rmtree(partial / BLOCKS)
        stamp(partial, "features", {"corpus": corpus}, {**config, "counts": dict(sorted(counts.items()))}, out)
    told = {"clean": "stretches of page furniture"}
    say(f"{out}: " + ", ".join(f"{n} {told.get(w, w)}" for w, n in counts.items()) + "; it holds the articles' texts")
    if counts["rejected"]:
        say(f"{counts['rejected']} rows were set aside: {out / REJECTED} says which and why")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Lexicons and articles make millions of small objects and no cycles; looking for these takes a tenth of the time."""
    able = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if able:
            gc.enable()


def lexicon_digests() -> dict[str, str]:
    """sha256 of every lexicon file, so that a folder remembers the words it was made with."""
    files = {name: SEEDS / "lexicons" / f"{name}.tsv" for name in (*lexicons(), "spellings")}
    files |= {"antecedents": SEEDS / WEIGHTS}
    return {name: sha256(path) for name, path in {**files, "catalog": SEEDS / "catalog.toml"}.items()}


def program() -> dict[str, str]:
    """Versions and digests of everything that decides what is extracted, so that no other program's blocks are taken up."""
    sources = (p for folder in (SEEDS, Path(__file__).parent) for p in sorted(folder.rglob("*.py")))
    return {f"{p.parent.name}/{p.name}": sha256(p) for p in sources} | {n: version(n) for n in ("isnad", *LIBRARIES)}


def _texts(found: Iterator[Article | read.Rejected]) -> Iterator[tuple[str, str, str]]:
    """Id, outlet and text of each article: a first reading, from which each outlet's page furniture is learnt."""
    with tqdm(unit=" articles", disable=None, desc="learning page furniture") as bar:
        for item in found:
            if isinstance(item, Article):
                bar.update()
                yield item.id, item.outlet, item.text


def _extract_all(
    found: Iterator[Article | read.Rejected],
    partial: Path,
    workers: int,
    registry: Path,
    furniture: Mapping[str, Furniture],
) -> Counter[str]:
    """Extract every block that is not done yet; rejected rows are written as they are met."""
    counts: Counter[str] = Counter(articles=0, rejected=0)

    def todo() -> Iterator[tuple[Path, list[Article], dict[str, Furniture]]]:
        with (partial / REJECTED).open("w", encoding="utf-8") as file:
            for number, block in enumerate(_blocks(found, file.write, counts)):
                path = partial / BLOCKS / f"{number:06d}"
                if not (path / "done").exists():
                    yield path, block, {outlet: furniture[outlet] for outlet in {a.outlet for a in block}}

    run = joblib.Parallel(n_jobs=workers, return_as="generator", pre_dispatch="2*n_jobs")
    with tqdm(unit=" articles", disable=None, desc="reading") as bar:
        for n in run(joblib.delayed(_extract_block)(*job, registry) for job in todo()):
            bar.update(n)
    return counts


def _blocks(
    found: Iterator[Article | read.Rejected], reject: Callable[[str], object], counts: Counter[str]
) -> Iterator[list[Article]]:
    block: list[Article] = []
    for item in found:
        if isinstance(item, read.Rejected):
            counts["rejected"] += 1
            line = json.dumps({"row": item.row, "reason": item.reason, "raw": item.raw}, ensure_ascii=False)
            reject(line.encode("utf-8", "replace").decode("utf-8") + "\n")
            continue
        counts["articles"] += 1
        block.append(item)
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


def _extract_block(path: Path, block: Sequence[Article], furniture: Mapping[str, Furniture], registry: Path) -> int:
    """Extract one block and write its tables; `done` comes last."""
    path.mkdir(exist_ok=True)
    gc.disable()  # as in `run`, where this is a process of its own
    rows: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    known = [outlets.load(registry).find(article.outlet) for article in block]
    own_names = [outlet.mentions if outlet else () for outlet in known]
    made = extract_all(block, own_names, [furniture[article.outlet] for article in block])
    for article, outlet, found in zip(block, known, made, strict=True):
        rows["articles"].append(article_row(article, outlet))
        rows["names"] += map(partial(mention_row, article.id), found.names, found.masked_names)
        rows["further_names"] += map(partial(mention_row, article.id), found.further, found.masked_further)
        rows["title_names"] += map(partial(mention_row, article.id), found.title_names)
        rows["attributions"] += map(partial(attribution_row, article), found.attributions, found.masked_attributions)
        rows["clean"] += map(partial(clean_row, article.id), found.clean)
    for name in SCHEMAS:
        made_table = table(name, rows[name])
        with pa.ipc.new_file(path / f"{name}.arrow", made_table.schema) as file:
            file.write_table(made_table)
    np.save(path / "features.npy", shares([a.text for a in block], [found.choices for found in made]))
    np.save(path / "signatures.npy", np.array([found.signature for found in made]))
    np.save(path / "terms.npy", np.concatenate([found.terms for found in made]))
    np.save(path / "lengths.npy", np.array([len(found.terms) for found in made]))
    (path / "done").touch()
    return len(block)


def _assemble(unfinished: Path) -> dict[str, int]:
    """Stream the blocks into the final tables, with duplicates, stories and masks filled in."""
    blocks = sorted(p for p in (unfinished / BLOCKS).iterdir() if (p / "done").exists())
    known = pa.concat_tables(_read(b, "articles", ["article", "published"]) for b in blocks)
    ids, published = known["article"].to_pylist(), known["published"].to_pylist()
    groups = duplicates.groups(np.concatenate([np.load(b / "signatures.npy") for b in blocks]))
    first = {ids[row]: ids[original] for row, original in duplicates.originals(groups, published).items()}
    story = {ids[row]: ids[told[0]] for told in _stories(blocks, published, groups) for row in told}
    others = sorted({key for b in blocks for key in _other_keys(b)})
    counts = Counter({"names": 0, "attributions": 0, "clean": 0, "duplicates": len(first)})
    writers: dict[str, pq.ParquetWriter] = {}
    for some in (blocks[i : i + ROW_GROUP] for i in range(0, len(blocks), ROW_GROUP)):
        read = {name: pa.concat_tables(_read(b, name) for b in some) for name in SCHEMAS}
        done = {name: _finished(name, held, first, story, others) for name, held in read.items()}
        done[FEATURES] = _features(done["articles"], np.concatenate([np.load(b / "features.npy") for b in some]))
        for name, finished in done.items():
            if name not in writers:
                writers[name] = pq.ParquetWriter(unfinished / f"{name}.parquet", finished.schema, compression="zstd")
            writers[name].write_table(finished)
            if name in counts:
                counts[name] += finished.num_rows
    for writer in writers.values():
        writer.close()
    return dict(counts)


def _stories(
    blocks: Sequence[Path], published: Sequence[date | None], groups: Sequence[Sequence[int]]
) -> list[list[int]]:
    """Rows of the corpus that tell the same event."""
    from features.stories import stories  # needs SciPy, which nothing before this does

    lengths = np.concatenate([np.load(block / "lengths.npy") for block in blocks])
    terms = np.concatenate([np.load(block / "terms.npy") for block in blocks])
    return stories(np.split(terms, np.cumsum(lengths)[:-1]), published, groups)


def _read(block: Path, name: str, columns: Sequence[str] | None = None) -> pa.Table:
    with pa.ipc.open_file(block / f"{name}.arrow") as file:
        held = file.read_all()
    return held.select(columns) if columns else held


def _other_keys(block: Path) -> set[str]:
    rows = _read(block, "articles", ["other"])["other"].to_pylist()
    return {key for row in rows for key, _ in row}


def _finished(
    name: str, block: pa.Table, duplicate_of: Mapping[str, str], story: Mapping[str, str], others: Sequence[str]
) -> pa.Table:
    """One block of one table as it will stand: duplicates masked, passing fields as columns."""
    if name == "clean":
        return block
    ids = block["article"].to_pylist()
    if name != "articles":
        masked = array([i in duplicate_of for i in ids], pa.bool_())
        return _with(block, "masked", pc.or_(block["masked"], masked))
    told = [own or story.get(i) for own, i in zip(block["story"].to_pylist(), ids, strict=True)]
    passing = [dict(row) for row in block["other"].to_pylist()]
    block = _with(block, "duplicate_of", array([duplicate_of.get(i) for i in ids], pa.string()))
    block = _with(block, "story", array(told, pa.string())).drop_columns(["other"])
    passed = [array([row.get(key) for row in passing], pa.string()) for key in others]
    return pa.table([*block.columns, *passed], names=[*block.column_names, *(f"in_{key}" for key in others)])


def _features(articles: pa.Table, values: npt.NDArray[np.float64]) -> pa.Table:
    """The features of a block; those of a duplicate are null, their n 0, but for its fingerprint."""
    names = columns()
    style = next(i for i, name in enumerate(names) if name.startswith("fingerprint"))
    masked = np.array(articles["duplicate_of"].is_valid().to_pylist(), bool)
    values[masked, :style] = [0.0 if name.endswith(":n") else np.nan for name in names[:style]]
    shown = [floats(column) for column in np.ascontiguousarray(values.T)]
    return pa.table([articles["article"], *shown], names=["article", *names])


def _with(table: pa.Table, column: str, values: pa.Array) -> pa.Table:
    return table.set_column(table.column_names.index(column), column, values)
