"""Writes test/hdf5/storage/: one model, stored in every way that HDF5 allows and Keras reads.

    python make_storage.py MODEL.h5 FOLDER

The model is test/fixtures/keras-2.2.4/mlp_sequential/model.h5; the files in the repository were made with h5py 3.
"""
import os
import sys

import h5py
import numpy as np


def as_it_is(owner, name, value):
    owner.attrs[name] = value


def variable_names(owner, name, value):
    if isinstance(value, np.ndarray) and value.dtype.kind in "SO":
        texts = [text.decode() if isinstance(text, bytes) else text for text in value.ravel()]
        owner.attrs.create(name, texts, dtype=h5py.string_dtype())
    else:
        owner.attrs[name] = value


def split_names(owner, name, value):
    if name in ("weight_names", "layer_names") and value.dtype.kind == "S" and len(value) > 1:
        for i, part in enumerate(np.array_split(value, min(3, len(value)))):
            owner.attrs[f"{name}{i}"] = part
    else:
        owner.attrs[name] = value


def fixed_text(owner, name, value):
    owner.attrs.create(name, np.bytes_(value.encode())) if isinstance(value, str) else as_it_is(owner, name, value)


def plain(group, name, source):
    return group.create_dataset(name, data=source[()])


def stored(**how):
    def create(group, name, source):
        return group.create_dataset(name, data=source[()], **(how if source.shape else {}))

    return create


def big_endian(group, name, source):
    values = source[()]
    return group.create_dataset(name, data=values.astype(values.dtype.newbyteorder(">")), compression="gzip" if source.shape else None)


def resizable(group, name, source):
    return group.create_dataset(name, data=source[()], **({"maxshape": (None,) * source.ndim} if source.shape else {}))


def compact(group, name, source):
    create = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    create.set_layout(h5py.h5d.COMPACT)
    space = h5py.h5s.create_simple(source.shape) if source.shape else h5py.h5s.create(h5py.h5s.SCALAR)
    made = h5py.h5d.create(group.id, name.encode(), h5py.h5t.py_create(source.dtype), space, dcpl=create)
    made.write(h5py.h5s.ALL, h5py.h5s.ALL, np.ascontiguousarray(source[()]))
    return h5py.Dataset(made)


def committed(group, name, source):
    if "kind" not in group.file:
        group.file["kind"] = np.dtype("<f4")
    return group.create_dataset(name, data=source[()], dtype=group.file["kind"] if source.dtype == np.float32 else source.dtype)


def many_attributes(group, name, source):
    made = plain(group, name, source)
    for i in range(40):
        made.attrs[f"extra{i}"] = i
    return made


LATEST = {"libver": "latest"}
WAYS = {
    "userblock4096_latest": (dict(userblock_size=4096, **LATEST), plain, as_it_is),
    "latest_gzip": (LATEST, stored(compression="gzip", chunks=True), as_it_is),
    "latest_track": (dict(track_order=True, **LATEST), plain, as_it_is),
    "committed": ({}, committed, as_it_is),
    "committed_latest": (LATEST, committed, as_it_is),
    "compact": ({}, compact, as_it_is),
    "vlen_names": ({}, plain, variable_names),
    "split_names": ({}, plain, split_names),
    "fixed_text": ({}, plain, fixed_text),
    "big_endian_gzip": ({}, big_endian, as_it_is),
    "shuffle": ({}, stored(compression="gzip", shuffle=True, fletcher32=True), as_it_is),
    "resizable": (LATEST, resizable, as_it_is),
    "paged": (dict(fs_strategy="page", fs_page_size=4096, **LATEST), plain, as_it_is),
    "dense_attrs": (LATEST, many_attributes, as_it_is),
}


def main():
    model, folder = sys.argv[1:3]
    for way, (how, create, attribute) in WAYS.items():
        with h5py.File(model, "r") as a, h5py.File(os.path.join(folder, f"{way}.h5"), "w", **how) as b:

            def visit(name, source):
                made = b.require_group(name) if isinstance(source, h5py.Group) else create(b, name, source)
                for key, value in source.attrs.items():
                    attribute(made, key, value)

            for key, value in a.attrs.items():
                attribute(b, key, value)
            a.visititems(visit)


if __name__ == "__main__":
    main()
