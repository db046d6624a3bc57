from pathlib import Path

import pandas as pd
import pytest

from seeds import outlets
from seeds.chain import Refused
from train.labels import attach

ARTICLES = pd.DataFrame(
    [
        ("1", "Aleph.net", "Aleph.net"),
        ("2", "aleph.net", "aleph.net"),
        ("3", "BETA.org", "BETA.org"),
        ("4", "gamma-2017", "gamma"),
        ("5", "gamma-2023", "gamma"),
        ("6", "delta", "delta"),
    ],
    columns=["article", "outlet", "canonical"],
)


def tsv(folder: Path, *lines: str) -> Path:
    path = folder / "labels.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_labels_verbatim_before_case_before_canonical(tmp_path: Path) -> None:
    table = tsv(tmp_path, "outlet\tcamp\tbasis", "Aleph.net\tx\t-", "beta.org\ty\t-", "gamma\tz\t-", "delta\t\tblank")
    labels = attach(ARTICLES, table, "camp")
    assert labels.of_article == ("x", None, "y", "z", "z", None)
    assert labels.unknown == ()


def test_labels_closer_match_holds(tmp_path: Path) -> None:
    table = tsv(tmp_path, "outlet\tcamp", "gamma\tz", "gamma-2023\tx")
    assert attach(ARTICLES, table, "camp").of_article[3:5] == ("z", "x")
    table = tsv(tmp_path, "outlet\tcamp", "Aleph.net\tx", "aleph.NET\ty")
    assert attach(ARTICLES, table, "camp").of_article[:2] == ("x", "y")


def test_labels_unknown_outlet_is_counted_no_error(tmp_path: Path) -> None:
    labels = attach(ARTICLES, tsv(tmp_path, "outlet\tcamp", "nowhere.sy\tx", "delta\ty"), "camp")
    assert labels.unknown == ("nowhere.sy",)
    assert labels.of_article[5] == "y"


def test_labels_by_article_and_any_target(tmp_path: Path) -> None:
    labels = attach(ARTICLES, tsv(tmp_path, "article\tstance", "2\tfor", "6\tagainst", "99\tfor"), "stance")
    assert labels.of_article == (None, "for", None, None, None, "against")
    assert labels.unknown == ("99",)


def test_labels_from_the_registry() -> None:
    known = next(o for o in outlets.load().by_alias.values() if o.camp)
    articles = pd.DataFrame([("1", known.id, known.id), ("2", "nobody knows", "?")], columns=list(ARTICLES.columns))
    assert attach(articles, None, "camp").of_article == (known.camp, None)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("outlet\tkind", "delta\tx"), r"labels\.tsv:1: no column 'camp' among outlet, kind"),
        (("paper\tcamp", "delta\tx"), r"no column 'outlet \(or article\)'"),
        (("outlet\tcamp", "delta\tx", "delta\ty"), r"labels\.tsv:3: 'delta' is labelled 'x' above and 'y' here"),
        (("outlet\tcamp", "DELTA\tx", "Delta\ty"), r"'DELTA' and 'Delta' both mean outlet 'delta'"),
        (("outlet\tcamp", "nowhere\tx"), r"labels none of the 6 articles"),
    ],
)
def test_labels_refused_in_a_sentence(tmp_path: Path, lines: tuple[str, ...], said: str) -> None:
    with pytest.raises(Refused, match=said):
        attach(ARTICLES, tsv(tmp_path, *lines), "camp")


def test_labels_missing_table_and_foreign_target_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        attach(ARTICLES, tmp_path / "none.tsv", "camp")
    with pytest.raises(Refused, match="registry holds camps only"):
        attach(ARTICLES, None, "stance")
