"""How well people's own words are understood: ./run bench understanding [--set held_out|fresh|danger|tune|FILE.jsonl]

Needs no database. For each way of understanding: nDCG@10 and hit@3 of all needs in order, recall and precision of those
that are listed, crisis recall and false alarms, and milliseconds of processor time a sentence.
"""

import argparse
import json
import math
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from alongside.directory.understanding import default_lexicon, understand  # noqa: E402
from alongside.directory.understanding.meaning import meaning_model  # noqa: E402
from alongside.directory.understanding.reading import Ways, conclude, read_signs  # noqa: E402

#: Where a model that is asked alone draws its line.
ALONE = 0.25
SETS = ROOT / "tests" / "understanding"
#: All needs in order, the needs that are listed, and whether crisis help is opened.
Answer = tuple[list[str], list[str], bool]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="./run bench understanding", description=__doc__)
    parser.add_argument(
        "--set", nargs="*", default=["held_out", "fresh"], help="names, or files of JSON lines"
    )
    parser.add_argument("--misses", action="store_true", help="say which sentences of a set were missed")
    given = parser.parse_args(arguments)
    results = {}
    for name in given.set:
        path = Path(name) if name.endswith(".jsonl") else SETS / f"{name}.jsonl"
        if not path.exists():
            continue
        rows = [{"needs": {}} | json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        results[path.stem] = {way: measured(rows, answer) for way, answer in ways().items()}
        print(f"{path.stem}: {len(rows)} sentences")
        print("\n".join(table(results[path.stem])))
        if given.misses:
            tell_misses(rows)
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "understanding.json").write_text(json.dumps(results, indent=2) + "\n")
    return 0


def ways() -> dict[str, Callable[[str], Answer]]:
    """Each way of understanding, from the plainest to all of them together."""
    found: dict[str, Callable[[str], Answer]] = {
        "any word (BM25)": Bm25().answer,
        "lexicon": lambda text: by_lexicon(text),
        "words learnt": lambda text: alone(text, "words"),
        "without embeddings": lambda text: together(text, Ways(meaning=False)),
    }
    if meaning_model() is not None:
        found["embeddings"] = lambda text: alone(text, "meaning")
        found["fused"] = lambda text: together(text, Ways())
    return found


def by_lexicon(text: str) -> Answer:
    found = read_signs(text, default_lexicon(), Ways(words=False, meaning=False))
    order = sorted(found.needs, key=lambda code: (-found.needs[code].lexicon, code))
    return order, [code for code in order if found.needs[code].lexicon >= 0.5], bool(found.danger)


def alone(text: str, sign: str) -> Answer:
    """The score of one model as it is, listed from 0.3."""
    found = read_signs(
        text, default_lexicon(), Ways(lexicon=False, words=sign == "words", meaning=sign == "meaning")
    )
    scores = {code: getattr(signs, sign) or 0.0 for code, signs in found.needs.items()}
    order = sorted(scores, key=lambda code: -scores[code])
    danger = (getattr(found.crisis, sign) or 0) >= ALONE
    return order, [code for code in order if scores[code] >= ALONE], danger


def together(text: str, asked: Ways) -> Answer:
    found = read_signs(text, default_lexicon(), asked)
    said = conclude(text, found)
    return [code for code, _ in found.in_order()], said.codes, said.crisis


class Bm25:
    """The baseline: any word of the text in what a need is called and described by, as providers would."""

    def __init__(self) -> None:
        terms = default_lexicon().needs.values()
        texts = {t.code: [t.label, t.staff_label, t.description, *t.provider] for t in terms}
        self.documents = {code: Counter(self.words(" ".join(said))) for code, said in texts.items()}
        self.mean = sum(sum(d.values()) for d in self.documents.values()) / len(self.documents)

    @staticmethod
    def words(text: str) -> list[str]:
        return [
            re.sub(r"(ing|ed|s)$", "", word) for word in re.findall(r"\w+", text.lower().replace("'", ""))
        ]

    def answer(self, text: str) -> Answer:
        scores: Counter[str] = Counter()
        for word in set(self.words(text)):
            holding = [code for code, document in self.documents.items() if word in document]
            rare = math.log(1 + (len(self.documents) - len(holding) + 0.5) / (len(holding) + 0.5))
            for code in holding:
                n, length = self.documents[code][word], sum(self.documents[code].values())
                scores[code] += rare * n * 2.2 / (n + 1.2 * (0.25 + 0.75 * length / self.mean))
        order = [code for code, _ in scores.most_common()]
        return order, order[:3], bool(re.search(r"suicid|self.harm|kill myself|overdose", text.lower()))


def measured(rows: list[dict[str, Any]], answer: Callable[[str], Answer]) -> dict[str, float]:
    """The figures of one way of understanding. Grades count as gains of 3 and 1 in nDCG."""
    gain = hit = wanted = heard = listed = right = danger = caught = safe = alarms = empty = 0.0
    naming = [row for row in rows if row["needs"]]
    times = []
    for row in rows:
        began = time.process_time()
        order, named, crisis = answer(row["text"])
        times.append((time.process_time() - began) * 1000)
        needs = row["needs"]
        meant = {code for code, grade in needs.items() if grade == 2}
        wanted, heard = wanted + len(meant), heard + len(meant & set(named))
        listed, right = listed + len(named), right + len(set(named) & set(needs))
        if needs:
            gain += discounted([needs.get(code, 0) for code in order]) / discounted(
                sorted(needs.values(), reverse=True)
            )
            hit += bool(set(order[:3]) & (meant or set(needs)))
            empty += not named
        if row["crisis"]:
            danger, caught = danger + 1, caught + crisis
        elif row["crisis"] is False:
            safe, alarms = safe + 1, alarms + crisis
    times.sort()
    return {
        "ndcg@10": gain / max(len(naming), 1),
        "hit@3": hit / max(len(naming), 1),
        "recall": heard / max(wanted, 1),
        "precision": right / max(listed, 1),
        "needs": listed / len(rows),
        "empty": empty,
        "crisis recall": caught / max(danger, 1),
        "in danger": danger,
        "false alarms": alarms,
        "not in danger": safe,
        "p50 ms": times[len(times) // 2],
        "p99 ms": times[int(len(times) * 0.99)],
    }


def discounted(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:10]))


def table(results: dict[str, dict[str, float]]) -> list[str]:
    names = list(next(iter(results.values())))
    lines = [f"{'':20}" + "".join(f"{name:>14}" for name in names)]
    for way, figures in results.items():
        cells = (
            f"{value:14.0f}" if value > 5 or (value == int(value) and value != 1) else f"{value:14.3f}"
            for value in figures.values()
        )
        lines.append(f"{way:20}" + "".join(cells))
    return lines


def tell_misses(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        found = understand(row["text"])
        meant = {code for code, grade in row["needs"].items() if grade == 2}
        missed, odd = meant - set(found.codes), set(found.codes) - set(row["needs"])
        alarm = "" if row["crisis"] is None or row["crisis"] == found.crisis else f" crisis={found.crisis}"
        if missed or odd or alarm:
            print(f"{row['text'][:90]!r} missed {sorted(missed)} odd {sorted(odd)}{alarm}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
