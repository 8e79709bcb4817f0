"""What one would write by hand: rename by copying with h5py.

    python h5py_copy.py FOLDER OUTPUT_FOLDER [--verify]

With --verify it also hashes each source, as provenance, and compares every byte of the result with the source's.
"""
import hashlib
import os
import sys

import h5py
import numpy as np


def names_of(attrs, name):
    if name in attrs:
        return list(attrs[name])
    names, part = [], 0
    while f"{name}{part}" in attrs:
        names += list(attrs[f"{name}{part}"])
        part += 1
    return names


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as f:
        while block := f.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def copy(source, target, verify):
    moved = []
    with h5py.File(source, "r") as a, h5py.File(target, "w") as b:
        for key, value in a.attrs.items():
            b.attrs[key] = value
        if verify:
            b.attrs["source"] = sha256(source)
        old_weights, weights = a["model_weights"], b.create_group("model_weights")
        for key, value in old_weights.attrs.items():
            weights.attrs[key] = value
        for layer in names_of(old_weights.attrs, "layer_names"):
            layer = layer.decode()
            old_group, group = old_weights[layer], weights.create_group(layer)
            names = [name.decode() for name in names_of(old_group.attrs, "weight_names")]
            group.attrs["weight_names"] = [name.removesuffix(":0").encode() for name in names]
            for name in names:
                group.create_dataset(name.removesuffix(":0"), data=old_group[name][()])
                moved.append((f"{layer}/{name}", f"{layer}/{name.removesuffix(':0')}"))
    if not verify:
        return
    with h5py.File(source, "r") as a, h5py.File(target, "r") as b:
        for old, new in moved:
            wanted, found = a["model_weights"][old][()], b["model_weights"][new][()]
            if wanted.dtype != found.dtype or wanted.shape != found.shape or wanted.tobytes() != found.tobytes():
                raise SystemExit(f"{new} differs")


def main():
    folder, output = sys.argv[1:3]
    for name in sorted(os.listdir(folder)):
        copy(os.path.join(folder, name), os.path.join(output, name), "--verify" in sys.argv)


if __name__ == "__main__":
    main()
