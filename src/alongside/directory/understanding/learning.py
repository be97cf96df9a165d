"""Learning: from sentences whose needs are known to `learnt/`. Run by `./run manage learn_words`; needs numpy.

Two models of one kind, kernel ridge regression: over words and pieces of words, kept as a weight for each feature, and over
embeddings, kept as the examples themselves. How much each is trusted is then fitted on what the models say of a sentence
that they were not shown (exact leave-one-out), so that a confidence means what it says.
"""

import gzip
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from alongside.directory.understanding.examples import Example
from alongside.directory.understanding.fusing import Fusion, Signs, inputs
from alongside.directory.understanding.guessing import LEARNT, letter_features, weighed, word_features
from alongside.directory.understanding.lexicon import CRISIS, Lexicon, read_lexicon
from alongside.directory.understanding.meaning import REACH, Encoder, encoder
from alongside.directory.understanding.reading import Ways, read_signs

#: How much an example counts, by where it comes from.
TRUST = {"sentences": 1.0, "questions": 1.0, "tune": 1.0, "phrases": 0.3}
WORDS_RIDGE, MEANING_RIDGE = 1.5, 0.5
LEAST_SEEN = 2
ALSO = 0.6  # a need that may be meant
#: Sentences in the manner of those that people type count for more than short ones when trust is fitted.
TUNED = 3.0


def targets(examples: list[Example], classes: list[str]) -> Any:
    """1 for a need that is meant, 0.6 for one that may be, 0 for others; the last column is danger."""
    value = {0: 0.0, 1: ALSO, 2: 1.0}
    rows = [[value[e.needs.get(code, 0)] for code in classes[:-1]] for e in examples]
    danger = [0.5 if e.crisis is None else float(e.crisis) for e in examples]
    return np.hstack([np.array(rows), np.array(danger)[:, None]])


@dataclass
class Ridge:
    """Kernel ridge regression: coefficients, means, and what it says of each example without having seen it."""

    coefficients: Any
    means: Any
    unseen: Any


def ridge(kernel: Any, wanted: Any, trust: Any, penalty: float) -> Ridge:
    inverse = np.linalg.inv(kernel + penalty * np.diag(1 / trust))
    means = np.average(wanted, axis=0, weights=trust)
    coefficients = inverse @ (wanted - means)
    return Ridge(coefficients, means, wanted - coefficients / np.diag(inverse)[:, None])


@dataclass
class WordLearning:
    """The features of every example, and the two directions between examples and features."""

    rarity: dict[str, float]
    postings: dict[str, list[tuple[int, float]]]
    kernel: Any


def learn_features(examples: list[Example]) -> WordLearning:
    counted = [
        (word_features(words), Counter(f for word in words for f in letter_features(word[:40])))
        for words in (e.words for e in examples)
    ]
    seen: Counter[str] = Counter()
    for counts in counted:
        seen.update(f for part in counts for f in part)
    rarity = {
        f: round(100 * (log((1 + len(examples)) / (1 + n)) + 1)) / 100
        for f, n in sorted(seen.items())
        if n >= LEAST_SEEN or f[0] == "w"
    }
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, counts in enumerate(counted):
        for part in counts:
            for feature, share in weighed(part, rarity).items():
                postings[feature].append((place, share))
    kernel = np.zeros((len(examples), len(examples)))
    for posting in postings.values():
        places = np.array([place for place, _ in posting])
        shares = np.array([share for _, share in posting])
        kernel[np.ix_(places, places)] += np.outer(shares, shares)
    return WordLearning(rarity, postings, kernel)


def write_words(path: Path, classes: list[str], learning: WordLearning, fitted: Ridge) -> None:
    """A gzip file of JSON: for each feature 100 x its rarity, then class and weight by turns, -127 to 127."""
    weights = {
        feature: sum(share * fitted.coefficients[place] for place, share in posting)
        for feature, posting in learning.postings.items()
    }
    scale = max(float(np.abs(w).max()) for w in weights.values()) / 127
    features = {}
    for feature in sorted(weights):
        whole = [round(float(w) / scale) for w in weights[feature]]
        pairs = [number for at, w in enumerate(whole) if w for number in (at, w)]
        features[feature] = [round(100 * learning.rarity[feature]), *pairs]
    data = {"classes": classes, "means": fitted.means.round(5).tolist(), "scale": scale, "features": features}
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def write_meaning(path: Path, classes: list[str], vectors: Any, fitted: Ridge) -> None:
    """A numpy file without pickles: examples as int8, what they say as float16."""
    file = io.BytesIO()
    np.savez_compressed(
        file,
        classes=np.array(classes),
        means=fitted.means.astype("float32"),
        examples=np.round(vectors * 127).astype("int8"),
        says=fitted.coefficients.astype("float16"),
    )
    path.write_bytes(file.getvalue())


def meaning_kernel(encoder: Encoder, examples: Iterable[Example]) -> tuple[Any, Any]:
    """Vectors as they will be kept, and how near each is to each."""
    vectors = np.array([encoder.encode(e.text) for e in examples])
    vectors = np.round(vectors * 127) / 127
    return vectors, np.exp((vectors @ vectors.T - 1) / REACH)


def logistic(inputs: Any, wanted: Any, trust: Any, penalty: float = 1.0) -> list[float]:
    """Weights of a logistic regression, the first without an input, by Newton's method."""
    rows = np.hstack([np.ones((len(inputs), 1)), inputs])
    weights = np.zeros(rows.shape[1])
    hold = penalty * np.eye(rows.shape[1])
    hold[0, 0] = 0
    for _ in range(30):
        chance = 1 / (1 + np.exp(-(rows @ weights)))
        bend = rows.T @ (rows * (trust * chance * (1 - chance))[:, None]) + hold
        step = np.linalg.solve(bend, rows.T @ (trust * (wanted - chance)) - hold @ weights)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return [round(float(w), 4) for w in weights]


def learn(examples: list[Example], folder: Path = LEARNT) -> dict[str, Any]:
    """Learn from the examples and write all three files; answers the weights that were fitted."""
    running = encoder()
    if running is None:
        raise RuntimeError("The embedding model is not installed, or it is another one.")
    lexicon = read_lexicon()
    classes = [*sorted(lexicon.needs), CRISIS]
    wanted, trust = targets(examples, classes), np.array([TRUST[e.source] for e in examples])
    features = learn_features(examples)
    by_words = ridge(features.kernel, wanted, trust, WORDS_RIDGE)
    write_words(folder / "words.json.gz", classes, features, by_words)
    told = [place for place, e in enumerate(examples) if e.source != "phrases"]
    vectors, near = meaning_kernel(running, [examples[place] for place in told])
    by_meaning = ridge(near, wanted[told], trust[told], MEANING_RIDGE)
    write_meaning(folder / "meaning.npz", classes, vectors, by_meaning)
    fitted = fit(lexicon, classes, [examples[p] for p in told], by_words.unseen[told], by_meaning.unseen)
    (folder / "fusion.json").write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")
    tuned = [(at, p) for at, p in enumerate(told) if examples[p].source == "tune"]
    unseen = [(examples[p], by_words.unseen[p], by_meaning.unseen[at]) for at, p in tuned]
    return {**fitted, "choices": list(choices(lexicon, classes, fitted, unseen))}


def choices(
    lexicon: Lexicon,
    classes: list[str],
    fitted: dict[str, list[float]],
    unseen: list[tuple[Example, Any, Any]],
) -> Iterator[str]:
    """What each place to draw the line would give, on the tuning sentences unseen: to choose the line by."""
    fuse = Fusion(**{name: tuple(weights) for name, weights in fitted.items()})
    for with_meaning in (True, False):
        said = []
        for example, words, meaning in unseen:
            found = read_signs(example.text, lexicon, Ways(words=False, meaning=False))
            sure = {}
            for at, code in enumerate(classes):
                known = found.crisis if code == CRISIS else found.needs.get(code)
                known = known or Signs(0.0, 0.0, 0.0, float(code in found.refused))
                signs = Signs(known.lexicon, words[at], meaning[at] if with_meaning else None, known.other)
                sure[code] = fuse.of_crisis(signs) if code == CRISIS else fuse.of_need(signs)
            said.append((example, sure, found.sure))
        for line in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5):
            wanted = heard = listed = right = danger = caught = safe = alarms = 0
            for example, sure, certain in said:
                meant = {code for code, grade in example.needs.items() if grade == 2}
                named = {code for code in classes[:-1] if sure[code] >= line}
                wanted, heard = wanted + len(meant), heard + len(meant & named)
                listed, right = listed + len(named), right + len(named & set(example.needs))
                alarm = certain or sure[CRISIS] >= line
                if example.crisis:
                    danger, caught = danger + 1, caught + alarm
                elif example.crisis is False:
                    safe, alarms = safe + 1, alarms + alarm
            yield (
                f"{'with' if with_meaning else 'without'} meaning, {line}: recall {heard / wanted:.3f} precision"
                f" {right / max(listed, 1):.3f} needs {listed / len(said):.2f} crisis {caught}/{danger}"
                f" alarms {alarms}/{safe}"
            )


def fit(
    lexicon: Lexicon, classes: list[str], examples: list[Example], words: Any, meaning: Any
) -> dict[str, list[float]]:
    """How far each sign is to be trusted, fitted on what was said of examples unseen."""
    rows: dict[str, tuple[list[list[float]], list[list[float]], list[float], list[float]]] = {
        name: ([], [], [], []) for name in ("need", CRISIS)
    }
    for place, example in enumerate(examples):
        if example.source == "questions":  # the phrases were written for these
            continue
        found = read_signs(example.text, lexicon, Ways(words=False, meaning=False))
        for at, code in enumerate(classes):
            grade = example.needs.get(code, 0)
            known = found.needs.get(code, Signs(0.0, 0.0, 0.0, float(code in found.refused)))
            name, yes = "need", float(grade == 2)
            if code == CRISIS:
                name, known, yes = CRISIS, found.crisis, float(bool(example.crisis))
            if grade == 1 or (code == CRISIS and example.crisis is None):
                continue
            signs = Signs(known.lexicon, words[place][at], meaning[place][at], known.other)
            without, whole, wish, weight = rows[name]
            whole.append(inputs(signs))
            without.append(whole[-1][:-1])
            wish.append(yes)
            weight.append(TUNED if example.source == "tune" else 1.0)
    fitted = {}
    for name, (without, whole, wish, weight) in rows.items():
        said, sure = np.array(wish), np.array(weight)
        fitted[name] = logistic(np.array(without), said, sure)
        fitted[f"{name}_with_meaning"] = logistic(np.array(whole), said, sure)
    return fitted
