"""How fast is reading, beside what a user would take instead? `python benchmarks/throughput.py CORPUS [--articles N]`.

Prints MB of UTF-8 text per CPU-second on one core for our whole features stage, our extraction alone, and other tools on the
same texts, all in one run. With spaCy: `uv run --with spacy python benchmarks/throughput.py CORPUS`. No time is asserted: read
the ratios, which a busy machine changes less. Works where Python has `resource` (Linux, macOS).
"""

import argparse
import gc
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from features.article import Article
from features.read import articles
from seeds.arabic import fold
from seeds.chain import Refused, positive, run
from seeds.lexicon import load, names

Work = Callable[[], float]  # does it once and gives the CPU-seconds it took
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_IO_THREADS")
STAGE, STARTED = "**features stage**, start-up included", "start-up of the features stage (one article)"
WORDS = "scikit-learn TfidfVectorizer, words"
TOOLS = ("isnad", "scikit-learn", "spacy", "camel-tools", "ahocorasick-rs", "numpy", "pyarrow")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=positive, help="so many, evenly spread over the corpus (default: all)")
    parser.add_argument("--repeats", type=positive, default=3, help="rounds, of which the median is told (default: 3)")
    a = parser.parse_args()
    one_core()
    found = spread([item for item in articles(a.corpus) if isinstance(item, Article)], a.articles)
    if not found:
        raise Refused(f"{a.corpus}: no article could be read; give a corpus that `python -m features` reads")
    with tempfile.TemporaryDirectory() as folder:
        works = comparators(found, Path(folder))
        spent = rounds(works, a.repeats)
    print_table(spent, found, a.repeats)


def one_core() -> None:
    """Keep this process and its children to one core (where the system can), and libraries to one thread."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def spread(found: Sequence[Article], n: int | None) -> list[Article]:
    """So many articles evenly spread: corpora are often sorted by outlet."""
    return [found[i * len(found) // n] for i in range(n)] if n and n < len(found) else list(found)


def comparators(found: Sequence[Article], folder: Path) -> dict[str, Work | None]:
    """What is compared, each ready to run (dictionaries loaded, texts in memory); None where a tool is not installed."""
    texts = [article.text for article in found]
    spellings = sorted({s for name in names(scanned=True) for entry in load(name) for s in entry.spellings()})
    return {
        STAGE: stage(found, folder / "all"),
        STARTED: stage(found[:1], folder / "one"),
        "our extraction alone, in-process": extraction(found),
        WORDS: vectorizer(texts),
        "scikit-learn TfidfVectorizer, char_wb 3-5": vectorizer(texts, analyzer="char_wb", ngram_range=(3, 5)),
        "spaCy blank `ar`, PhraseMatcher over our spellings": phrase_matcher(texts, spellings),
        "camel_tools simple_word_tokenize": tokenizer(texts),
        "ahocorasick-rs, bare pass over our spellings (text folded before)": automaton(texts, spellings),
    }


def stage(found: Sequence[Article], folder: Path) -> Work:
    """`python -m features` as a user runs it, in a process of its own with one worker."""
    folder.mkdir()
    corpus = folder / "corpus.jsonl"
    with corpus.open("w", encoding="utf-8") as file:
        for a in found:
            row = {"id": a.id, "outlet": a.outlet, "title": a.title, "published": a.published, "text": a.text}
            file.write(json.dumps(row) + "\n")  # as ASCII: broken strings of a corpus survive
    command = [sys.executable, "-m", "features", str(corpus), str(folder / "out"), "--workers", "1", "--force"]

    def work() -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Refused(f"python -m features failed: {done.stderr.strip()[-500:]}")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return work


def timed(job: Callable[[], object]) -> Work:
    """CPU-seconds of a job within this process, all its threads together."""

    def work() -> float:
        gc.collect()
        before = time.process_time()
        job()
        return time.process_time() - before

    return work


def extraction(found: Sequence[Article]) -> Work:
    from features.blocks import BLOCK
    from features.extract import extract, extract_all
    from features.furniture import learn_all

    def job() -> None:
        furniture = learn_all((a.id, a.outlet, a.text) for a in found)
        for start in range(0, len(found), BLOCK):
            block = found[start : start + BLOCK]
            extract_all(block, [()] * len(block), [furniture[article.outlet] for article in block])

    for article in found[:20]:
        extract(article)  # the lexicons are loaded
    return timed(job)


def vectorizer(texts: Sequence[str], **options: object) -> Work:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return timed(lambda: TfidfVectorizer(**options).fit_transform(texts))


def phrase_matcher(texts: Sequence[str], spellings: Sequence[str]) -> Work | None:
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        return None
    nlp = spacy.blank("ar")
    nlp.max_length = max(map(len, texts)) + 1
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("wording", [nlp.make_doc(spelling) for spelling in spellings])

    def job() -> None:
        for doc in nlp.pipe(texts):
            matcher(doc)

    return timed(job)


def tokenizer(texts: Sequence[str]) -> Work:
    from camel_tools.tokenizers.word import simple_word_tokenize

    def job() -> None:
        for text in texts:
            simple_word_tokenize(text)

    return timed(job)


def automaton(texts: Sequence[str], spellings: Sequence[str]) -> Work:
    from ahocorasick_rs import AhoCorasick

    finder, folded = AhoCorasick(list(spellings)), [fold(text).text for text in texts]

    def job() -> None:
        for text in folded:
            finder.find_matches_as_indexes(text, overlapping=True)

    return timed(job)


def rounds(works: Mapping[str, Work | None], repeats: int) -> dict[str, list[float]]:
    """CPU-seconds of everything in turn, round after round, so that a slow minute of the machine strikes all alike."""
    spent: dict[str, list[float]] = {name: [] for name in works}
    for number in range(repeats):
        for name, work in works.items():
            print(f"round {number + 1} of {repeats}: {name}", file=sys.stderr)
            if work is not None:
                spent[name].append(work())
    return spent


def print_table(spent: Mapping[str, list[float]], found: Sequence[Article], repeats: int) -> None:
    size = sum(len(a.text.encode("utf-8", "replace")) for a in found) / 1e6
    without = "**features stage**, start-up taken off"
    rows: dict[str, list[float]] = {}
    for name, seconds in spent.items():
        rows[name] = seconds
        if name == STAGE:
            rows[without] = [max(s - t, 1e-9) for s, t in zip(seconds, spent[STARTED], strict=True)]
    print(f"{len(found)} articles, {size:.1f} MB of UTF-8 text, one core, median of {repeats} interleaved rounds\n")
    print("| | CPU-seconds | MB per CPU-second | lowest to highest | times TF-IDF words |\n|---|---|---|---|---|")
    for name, seconds in rows.items():
        print(f"| {name} | " + " | ".join(cells(name, seconds, size, spent[WORDS])) + " |")
    print(f"\n{platform.system()} {platform.machine()}, Python {platform.python_version()}, " + ", ".join(versions()))
    if not spent["spaCy blank `ar`, PhraseMatcher over our spellings"]:
        print("With spaCy: `uv run --with spacy python benchmarks/throughput.py CORPUS`")


def cells(name: str, seconds: Sequence[float], size: float, words: Sequence[float]) -> list[str]:
    """Seconds, speed, its range, and the ratio to TF-IDF words as the median over rounds; start-up has seconds only."""
    if not seconds:
        return ["not installed", "–", "–", "–"]
    told = f"{statistics.median(seconds):.2f}"
    if name == STARTED:
        return [told, "–", "–", "–"]
    ratio = statistics.median(w / s for w, s in zip(words, seconds, strict=True))
    span = f"{size / max(seconds):.2f}–{size / min(seconds):.2f}"
    return [told, f"{size / statistics.median(seconds):.2f}", span, f"{ratio:.2f}"]


def versions() -> list[str]:
    found = []
    for tool in TOOLS:
        try:
            found.append(f"{tool} {version(tool)}")
        except PackageNotFoundError:
            found.append(f"{tool} not installed")
    return found


if __name__ == "__main__":
    run(main)
