"""Sentence vectors from all-MiniLM-L6-v2, with numpy alone.

The model: six layers of BERT, 384 wide, mean pooling, length 1 (Wang et al. 2020; Reimers and Gurevych
2019). The package carries its published weights, each row of a matrix rounded to 8 bits with a scale of its
own (``tools/make_minilm.py``; the licence and a notice of the change lie beside them). Activations stay in
float32: rounding those too, by the range met in a batch, would let a text's vector hang on its neighbours.

The same text gives the same vector, bit for bit, whatever else is asked for with it: matrices are
multiplied in blocks of one fixed height, and attention looks at one text at a time.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import accumulate

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from selfserve_check.language.wordpiece import WordPiece

Array = npt.NDArray[np.float32]
Ids = tuple[int, ...]

FINGERPRINT = "minilm-int8-1"
"""Names these weights and this arithmetic: vectors kept under another name are not comparable."""

WIDTH = 384
TOKENS_MAX = 128
"""Longer texts are cut there. The model was trained on at most 128 tokens."""

TOKENS_AT_ONCE_MAX = 1_024
"""What bounds the memory that working out vectors takes, however many texts there are and however long."""

_SIDE_BY_SIDE = 2
_LAYERS = 6
_HEADS = 12
_EPSILON = np.float32(1e-12)
_BLOCK = 64
"""Rows multiplied at once. Fixed, so that the order in which a row's products are added never changes."""


@dataclass(frozen=True, slots=True)
class _Linear:
    """``x @ weight + bias``; ``weight`` is stored as it is multiplied: inputs down, outputs across."""

    weight: Array
    bias: Array

    def __call__(self, x: Array) -> Array:
        out = np.empty((x.shape[0], self.weight.shape[1]), dtype=np.float32)
        for start in range(0, x.shape[0], _BLOCK):
            np.matmul(x[start : start + _BLOCK], self.weight, out=out[start : start + _BLOCK])
        out += self.bias
        return out


@dataclass(frozen=True, slots=True)
class _Norm:
    weight: Array
    bias: Array

    def __call__(self, x: Array) -> Array:
        centred = x - x.mean(axis=1, keepdims=True, dtype=np.float32)
        variance = np.square(centred).mean(axis=1, keepdims=True, dtype=np.float32)
        normed: Array = centred / np.sqrt(variance + _EPSILON) * self.weight + self.bias
        return normed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """``attend`` gives query, key and value beside each other."""

    attend: _Linear
    joined: _Linear
    attended: _Norm
    inner: _Linear
    outer: _Linear
    done: _Norm

    def fed_forward(self, x: Array) -> Array:
        """Block by block: what lies between is four times as wide as the rest, and needed several times."""
        out = np.empty_like(x)
        for start in range(0, x.shape[0], _BLOCK):
            block = slice(start, start + _BLOCK)
            out[block] = self.outer(_gelu(self.inner(x[block])))
        return out


@dataclass(frozen=True, slots=True, kw_only=True)
class MiniLm:
    """The model, read and ready."""

    pieces: WordPiece
    words: npt.NDArray[np.int8]
    word_scales: Array
    places: Array
    first: _Norm
    layers: tuple[_Layer, ...]

    def vectors(self, texts: Sequence[str]) -> Array:
        """One row of length 1 for each of ``texts``, ``WIDTH`` numbers wide, in their order."""
        if not texts:
            return np.empty((0, WIDTH), dtype=np.float32)
        portions = list(_portions([self.pieces.ids(text, TOKENS_MAX) for text in texts]))
        # One thread for a product: small ones gain little from more, and lose tenfold where a browser wants
        # the cores. Whole portions side by side do gain, and hang on nothing of each other.
        with _threads().limit(limits=1, user_api="blas"), ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
            parts = list((pool.map if len(portions) > 1 else map)(self._some, portions))
        return np.concatenate(parts)

    def _some(self, ids: Sequence[Ids]) -> Array:
        ends = tuple(accumulate(len(one) for one in ids))
        spans = tuple(zip((0, *ends[:-1]), ends, strict=True))
        x = self._embedded(ids, _whole_blocks(ends[-1]))
        for layer in self.layers:
            mixed = _attention(layer.attend(x), spans)
            x = layer.attended(layer.joined(mixed) + x)
            x = layer.done(layer.fed_forward(x) + x)
        means = np.stack([x[start:end].mean(axis=0, dtype=np.float32) for start, end in spans])
        lengths = np.sqrt(np.square(means).sum(axis=1, keepdims=True, dtype=np.float32))
        vectors: Array = means / np.maximum(lengths, _EPSILON)
        return vectors

    def _embedded(self, ids: Sequence[Ids], height: int) -> Array:
        """All tokens below each other, filled up with rows of nothing to ``height``."""
        flat = np.array([one for text in ids for one in text], dtype=np.int64)
        place = np.concatenate([np.arange(len(text)) for text in ids])
        x = np.zeros((height, WIDTH), dtype=np.float32)
        x[: len(flat)] = self.words[flat] * self.word_scales[flat, None] + self.places[place]
        return self.first(x)


def _portions(texts: Sequence[Ids]) -> Iterator[list[Ids]]:
    """``texts`` in their order, so many at a time as have at most ``TOKENS_AT_ONCE_MAX`` tokens together."""
    portion: list[Ids] = []
    tokens = 0
    for text in texts:
        if portion and tokens + len(text) > TOKENS_AT_ONCE_MAX:
            yield portion
            portion, tokens = [], 0
        portion.append(text)
        tokens += len(text)
    yield portion


def _whole_blocks(rows: int) -> int:
    return -(-rows // _BLOCK) * _BLOCK


def _attention(mixed: Array, spans: Sequence[tuple[int, int]]) -> Array:
    """What each token takes from the others of its own text, all heads beside each other."""
    size = WIDTH // _HEADS
    scale = np.float32(1.0 / np.sqrt(size))
    out = np.zeros((mixed.shape[0], WIDTH), dtype=np.float32)
    for start, end in spans:
        heads = mixed[start:end].reshape(end - start, 3, _HEADS, size).transpose(1, 2, 0, 3)
        query, key, value = heads[0], heads[1], heads[2]
        weights = np.matmul(query, key.transpose(0, 2, 1)) * scale
        weights = np.exp(weights - weights.max(axis=2, keepdims=True))
        weights /= weights.sum(axis=2, keepdims=True, dtype=np.float32)
        out[start:end] = np.matmul(weights, value).transpose(1, 0, 2).reshape(end - start, WIDTH)
    return out


def _gelu(x: Array) -> Array:
    """x times the normal distribution's share below x; erf by formula 7.1.26 of Abramowitz and Stegun (1964),
    whose error is below 1.5e-7."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = np.float32(1.0) / (np.float32(1.0) + np.float32(0.3275911) * z)
    poly = np.full_like(t, np.float32(1.061405429))
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        poly *= t
        poly += np.float32(factor)
    poly *= t
    np.square(z, out=z)
    np.negative(z, out=z)
    np.exp(z, out=z)
    poly *= z
    erf = np.copysign(np.float32(1.0) - poly, x)
    return (np.float32(0.5) * x * (np.float32(1.0) + erf)).astype(np.float32, copy=False)


@lru_cache(maxsize=1)
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


@lru_cache(maxsize=1)
def load() -> MiniLm:
    """The model of the package. Takes about 0.2 s and 60 MB; read once for a process."""
    folder = files("selfserve_check.language").joinpath("data", "minilm")
    vocabulary = folder.joinpath("vocab.txt").read_text(encoding="utf-8").splitlines()
    with np.load(io.BytesIO(folder.joinpath("weights.npz").read_bytes()), allow_pickle=False) as stored:
        kept: dict[str, npt.NDArray[np.generic]] = {name: stored[name] for name in stored.files}
    return MiniLm(
        pieces=WordPiece({piece: number for number, piece in enumerate(vocabulary)}),
        words=kept["words"].astype(np.int8),
        word_scales=_float(kept["words.scale"]),
        places=_float(kept["places"]),
        first=_norm(kept, "first"),
        layers=tuple(_layer(kept, f"{number}.") for number in range(_LAYERS)),
    )


def _layer(kept: dict[str, npt.NDArray[np.generic]], prefix: str) -> _Layer:
    return _Layer(
        attend=_linear(kept, f"{prefix}attend"),
        joined=_linear(kept, f"{prefix}joined"),
        attended=_norm(kept, f"{prefix}attended"),
        inner=_linear(kept, f"{prefix}inner"),
        outer=_linear(kept, f"{prefix}outer"),
        done=_norm(kept, f"{prefix}done"),
    )


def _linear(kept: dict[str, npt.NDArray[np.generic]], name: str) -> _Linear:
    """Stored by output row, as it was rounded; multiplied the other way round."""
    weight = _float(kept[name]) * _float(kept[f"{name}.scale"])[:, None]
    return _Linear(weight=np.ascontiguousarray(weight.T), bias=_float(kept[f"{name}.bias"]))


def _norm(kept: dict[str, npt.NDArray[np.generic]], name: str) -> _Norm:
    return _Norm(weight=_float(kept[f"{name}.weight"]), bias=_float(kept[f"{name}.bias"]))


def _float(stored: npt.NDArray[np.generic]) -> Array:
    return stored.astype(np.float32)
