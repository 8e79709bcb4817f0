"""Writes test/hdf5/storage/: one model, stored in every way that HDF5 allows and Keras reads.

    python make_storage.py MODEL.h5 FOLDER

The model is test/fixtures/keras-2.2.4/mlp_sequential/model.h5; the files in the repository were made with h5py 3.
"""
import ctypes
import glob
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


def sharing(path, cutoffs=(50, 40), others=0):
    """A file whose object headers share messages of every type (`h5repack -s`), which h5py has no name for.

    cutoffs: the messages from which on their index is a B-tree, and down to which it stays one.
    others: attributes of 1 KiB that are in the heap of messages before the model's.
    """
    [library] = glob.glob(os.path.join(os.path.dirname(h5py.__path__[0]), "h5py.libs", "libhdf5-*"))
    hdf5 = ctypes.CDLL(library)
    plist = h5py.h5p.create(h5py.h5p.FILE_CREATE)
    number, count = ctypes.c_int64(plist.id), ctypes.c_uint
    every = 0x01 << 0x01 | 0x01 << 0x03 | 0x01 << 0x05 | 0x01 << 0x0B | 0x01 << 0x0C
    assert hdf5.H5Pset_shared_mesg_nindexes(number, count(1)) >= 0
    assert hdf5.H5Pset_shared_mesg_index(number, count(0), count(every), count(0)) >= 0
    assert hdf5.H5Pset_shared_mesg_phase_change(number, *map(count, cutoffs)) >= 0
    made = h5py.File(h5py.h5f.create(path.encode(), h5py.h5f.ACC_TRUNC, plist))
    for i in range(others):
        made.require_group("others").attrs[f"other{i}"] = np.arange(i, i + 128)
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
    "shared_messages": (dict(shares={}), stored(compression="gzip", fillvalue=1.5), as_it_is),
    "shared_messages_tree": (dict(shares=dict(cutoffs=(0, 0))), plain, as_it_is),
    "shared_messages_rows": (dict(shares=dict(others=12)), plain, as_it_is),
}


def create_file(path, shares=None, **how):
    return h5py.File(path, "w", **how) if shares is None else sharing(path, **shares)


def main():
    model, folder = sys.argv[1:3]
    for way, (how, create, attribute) in WAYS.items():
        with h5py.File(model, "r") as a, create_file(os.path.join(folder, f"{way}.h5"), **how) as b:

            def visit(name, source):
                made = b.require_group(name) if isinstance(source, h5py.Group) else create(b, name, source)
                for key, value in source.attrs.items():
                    attribute(made, key, value)

            for key, value in a.attrs.items():
                attribute(b, key, value)
            a.visititems(visit)


if __name__ == "__main__":
    main()
