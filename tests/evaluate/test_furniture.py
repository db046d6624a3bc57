import pandas as pd

from evaluate import furniture

MENU, SHARE, HOSTILE = "الرئيسية سياسة رياضة", "شارك 12", "<img src=x onerror=alert(1)>\u202eأعلى\u2066"


def folder(texts, masked, duplicates=()):
    """Articles `a`, `b`, ... of (outlet, text), and the stretches of them that hold given words, with their reason."""
    keys = [chr(ord("a") + n) for n in range(len(texts))]
    articles = pd.DataFrame({"article": keys, "outlet": [o for o, _ in texts], "text": [t for _, t in texts]})
    articles["duplicate_of"] = ["a" if key in duplicates else None for key in keys]
    found = [
        {"article": key, "start": text.index(words), "end": text.index(words) + len(words), "reason": reason}
        for words, reason in masked
        for key, (_, text) in zip(keys, texts, strict=True)
        if words in text
    ]
    return articles, pd.DataFrame(found, columns=["article", "start", "end", "reason"])


def test_furniture_counts_characters_and_articles_by_outlet():
    texts = [("x", f"{MENU}\nخبر"), ("x", f"{MENU}\nخبر آخر"), ("y", "خبر بلا زينة")]
    x, y = furniture.audit(*folder(texts, [(MENU, "line")]), seed=0)
    assert (x["outlet"], x["articles"], x["masked"], x["reasons"]) == ("x", 2, 2 * len(MENU), {"line": 2})
    assert x["share"] == 2 * len(MENU) / x["characters"]
    (example,) = x["examples"]
    assert (example["reason"], example["articles"], example["start"], example["end"]) == ("line", 2, 0, len(MENU))
    assert (y["masked"], y["share"], y["examples"]) == (0, 0.0, [])


def test_furniture_shows_every_reason_before_any_twice_and_the_commonest_first():
    lines = [f"سطر {'ا' * n}ب" for n in range(1, 20)]
    texts = [("x", "\n".join(lines)), ("x", f"{MENU} {SHARE}")]
    masked = [(line + ("\n" if n < 18 else ""), "line") for n, line in enumerate(lines)]
    row = furniture.audit(*folder(texts * 2, [*masked, (MENU, "link"), (SHARE, "byline")]), seed=0)[0]
    shown = row["examples"]
    assert len(shown) == 10
    assert {e["reason"] for e in shown} == {"line", "link", "byline"}
    counts = [e["articles"] for e in shown]
    assert counts == sorted(counts, reverse=True)


def test_furniture_takes_the_most_frequent_of_a_reason():
    texts = [("x", f"{MENU} خبر {n}") for n in range(3)] + [("x", f"سطر نادر {n}") for n in "ابتثجحخدذرز"]
    masked = [(MENU, "line")] + [(text, "line") for _, text in texts[3:]]
    row = furniture.audit(*folder(texts, masked), seed=0)[0]
    assert (row["examples"][0]["articles"], row["examples"][1]["articles"], len(row["examples"])) == (3, 1, 10)


def test_furniture_holds_numbers_blanks_and_diacritics_equal():
    texts = [("x", "شارك 12 مرة"), ("x", "شاركْ ٣  مرة")]
    row = furniture.audit(*folder(texts, [(text, "line") for _, text in texts]), seed=0)[0]
    assert [e["articles"] for e in row["examples"]] == [2]


def test_furniture_leaves_copies_out():
    texts = [("x", f"{MENU} خبر"), ("y", f"{MENU} خبر")]
    rows = furniture.audit(*folder(texts, [(MENU, "line")], duplicates="b"), seed=0)
    assert [row["outlet"] for row in rows] == ["x"]


def test_furniture_is_drawn_the_same_in_any_order_of_rows():
    articles, clean = folder([("x", f"{MENU} {n}") for n in range(9)], [(str(n), "link") for n in range(9)])
    again = furniture.audit(articles, clean.sample(frac=1, random_state=1), seed=3)
    assert again == furniture.audit(articles, clean, seed=3)


def test_furniture_of_a_corpus_without_any():
    articles, clean = folder([("x", "خبر")], [])
    assert furniture.audit(articles, clean, seed=0)[0]["examples"] == []


def test_furniture_makes_unseen_marks_visible_and_cuts_long_words():
    assert furniture.visible("\u202eab\u2066\x00\ufeff\u200b") == "[U+202E]ab[U+2066][U+0000][U+FEFF][U+200B]"
    assert furniture.visible("می\u200cخواهم") == "می\u200cخواهم"
    text = "كلمة " * 40
    assert furniture.cut(text, 0, len(text)).endswith("كلمة …")
    assert len(furniture.cut(text, 0, len(text))) <= furniture.SHOWN + 2
    assert furniture.cut("W" * 500, 0, 500) == "W" * furniture.SHOWN + " …"
    assert furniture.cut("سطر\n\u2028آخر", 0, 9) == "سطر آخر"


def test_furniture_page_lists_at_most_so_many_outlets():
    rows = [{"outlet": str(n), "masked": n, "share": 1 / (n + 1), "examples": []} for n in range(400)]
    shown = furniture.listed(rows)
    assert len(shown) == furniture.MOST_OUTLETS
    assert {row["masked"] for row in shown} == set(range(400 - furniture.MOST_OUTLETS, 400))
    assert shown[0]["share"] == max(row["share"] for row in shown)


def test_furniture_tables_hold_words_and_an_unknown_reason_stands_for_itself():
    articles, clean = folder([("x", f"{HOSTILE} خبر"), ("y", "خبر")], [(HOSTILE, "banner")])
    texts = dict(zip(articles["article"], articles["text"], strict=True))
    told = furniture.tables({"model": {"furniture": furniture.audit(articles, clean, 0)}}, lambda _: texts)["model"]
    ((_, words),) = told["boxes"][0]["examples"]
    assert words == "<img src=x onerror=alert(1)>[U+202E]أعلى[U+2066]"
    assert (told["reasons"], told["none"], told["beyond"]) == ({"banner": "banner"}, 1, 0)
