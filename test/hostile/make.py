"""Make the hostile HDF5 files that need h5py, in the folder of this script: python make.py

Every file is a few kilobytes at most and is a weights-only file of one layer, `dense`, unless its name says otherwise.
`external_*` and `link_*` point at `/tmp/keras3-migrate-secret.bin`, a path that the tests fill.
"""
import gzip
import os

import h5py
import numpy as np

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixtures")
SECRET = "/tmp/keras3-migrate-secret.bin"
KERNEL = np.arange(6, dtype="float32").reshape(2, 3)


def weights(name, fill, **options):
    """A file whose layer `dense` lists kernel and bias; `fill(group)` makes the kernel."""
    os.makedirs(HERE, exist_ok=True)
    with h5py.File(os.path.join(HERE, name + ".h5"), "w", libver="latest", fs_strategy="none", **options) as file:
        file.attrs["layer_names"] = np.array([b"dense"])
        file.attrs["backend"] = b"tensorflow"
        file.attrs["keras_version"] = b"2.4.0"
        group = file.create_group("dense/dense").parent
        group.attrs["weight_names"] = np.array([b"dense/kernel:0", b"dense/bias:0"])
        group["dense"].create_dataset("bias:0", data=np.zeros(3, "float32"))
        fill(group["dense"], file)


def external_storage(group, file):
    group.create_dataset("kernel:0", (2, 3), "float32", external=[(SECRET, 0, 24)])


def virtual(group, file):
    layout = h5py.VirtualLayout(shape=(2, 3), dtype="float32")
    layout[:] = h5py.VirtualSource(SECRET, "x", shape=(2, 3))
    group.create_virtual_dataset("kernel:0", layout)


def virtual_of_itself(group, file):
    file["elsewhere"] = KERNEL
    layout = h5py.VirtualLayout(shape=(2, 3), dtype="float32")
    layout[:] = h5py.VirtualSource(".", "elsewhere", shape=(2, 3))
    group.create_virtual_dataset("kernel:0", layout)



def shape_bomb(group, file):
    group.create_dataset("kernel:0", (2**20, 2**20, 2**20), "float32", chunks=(64, 64, 64))


def stored(data, **options):
    return lambda group, file: group.create_dataset("kernel:0", data=data, **options)


def with_type(dtype, shape=(2, 3)):
    return lambda group, file: group.create_dataset("kernel:0", shape, dtype)


def odd_float(group, file):
    """A float of four bytes that is not IEEE's: another exponent bias, so the same bits mean other numbers."""
    kind = h5py.h5t.IEEE_F32LE.copy()
    kind.set_ebias(100)
    space = h5py.h5s.create_simple((2, 3))
    dataset = h5py.h5d.create(group.id, b"kernel:0", kind, space)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, KERNEL)


def bfloat16(group, file):
    kind = h5py.h5t.IEEE_F32LE.copy()
    kind.set_fields(15, 7, 8, 0, 7)
    kind.set_size(2)
    kind.set_ebias(127)
    space = h5py.h5s.create_simple((2, 3))
    dataset = h5py.h5d.create(group.id, b"kernel:0", kind, space)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, KERNEL)


def short_integer(group, file):
    """Twelve significant bits in two bytes, four bits up."""
    kind = h5py.h5t.STD_I16LE.copy()
    kind.set_precision(12)
    kind.set_offset(4)
    space = h5py.h5s.create_simple((2, 3))
    dataset = h5py.h5d.create(group.id, b"kernel:0", kind, space)
    dataset.write(h5py.h5s.ALL, h5py.h5s.ALL, KERNEL.astype("int16"))


def null_space(group, file):
    group.create_dataset("kernel:0", data=h5py.Empty("float32"))


def attributes(changes):
    def fill(group, file):
        group["kernel:0"] = KERNEL
        for owner, name, value in changes:
            place = file[owner]
            if name in place.attrs:
                del place.attrs[name]
            place.attrs.create(name, **value) if isinstance(value, dict) else place.attrs.__setitem__(name, value)

    return fill


def ragged():
    lists = np.empty(2, object)
    lists[0], lists[1] = np.arange(1, dtype="i4"), np.arange(2, dtype="i4")
    return lists


def links(make):
    def fill(group, file):
        group["kernel:0"] = KERNEL
        make(group, file)

    return fill


weights("external_storage", external_storage)
weights("virtual", virtual)
weights("virtual_of_itself", virtual_of_itself)
weights("shape_bomb", shape_bomb)
weights("sound", stored(KERNEL))
weights("lzf", stored(KERNEL, compression="lzf"))
weights("gzip", stored(KERNEL, compression="gzip", shuffle=True, fletcher32=True))
weights("scaleoffset", stored(KERNEL.astype("int32"), scaleoffset=4))
weights("user_block", stored(KERNEL), userblock_size=512)
weights("float16", stored(KERNEL.astype("float16")))
weights("big_endian", stored(KERNEL.astype(">f4")))
weights("bool", stored(KERNEL > 2))
weights("opaque", with_type(np.dtype("V2")))
weights("compound", with_type(np.dtype([("a", "f4"), ("b", "i4")])))
weights("complex", with_type(np.dtype("complex64")))
weights("array", with_type(np.dtype(("f4", (2,)))))
weights("vlen", with_type(h5py.vlen_dtype(np.dtype("f4"))))
weights("strings", with_type(h5py.string_dtype()))
weights("references", with_type(h5py.ref_dtype))
weights("enum", with_type(h5py.enum_dtype({"A": 0, "B": 1}, basetype="i4")))
weights("odd_float", odd_float)
weights("bfloat16", bfloat16)
weights("short_integer", short_integer)
weights("null_space", null_space)

LIST = "weight_names"
TEXT = h5py.string_dtype()
weights("names_numbers", attributes([("dense", LIST, np.arange(3))]))
weights("names_enum", attributes([("dense", LIST, dict(data=1, dtype=h5py.enum_dtype({"A": 0, "B": 1})))]))
weights("names_compound", attributes([("dense", LIST, np.zeros(2, np.dtype([("a", "f4")])))]))
weights("names_empty", attributes([("dense", LIST, h5py.Empty("S1"))]))
weights("names_vlen_numbers", attributes([("dense", LIST, dict(data=ragged(), dtype=h5py.vlen_dtype(np.dtype("i4"))))]))
weights("names_references", attributes([("dense", LIST, dict(data=np.array([h5py.Reference()] * 2, dtype=h5py.ref_dtype), dtype=h5py.ref_dtype))]))
weights("names_text", attributes([("dense", LIST, dict(data=["dense/kernel:0", "dense/bias:0"], dtype=TEXT))]))
weights("names_scalar", attributes([("dense", LIST, b"dense/kernel:0")]))
weights("names_twice", attributes([("dense", LIST, np.array([b"dense/kernel:0"] * 2))]))
weights("names_absent", attributes([("dense", LIST, np.array([b"dense/kernel:0", b"dense/gone:0"]))]))
weights("names_group", attributes([("dense", LIST, np.array([b"dense/kernel:0", b"dense"]))]))
weights("names_dots", attributes([("dense", LIST, np.array([b"../dense/dense/kernel:0", b"./dense/bias:0"]))]))
weights("names_absolute", attributes([("dense", LIST, np.array([b"/dense/dense/kernel:0", b"dense/bias:0"]))]))
weights("names_blank", attributes([("dense", LIST, np.array([b"", b"dense/bias:0"]))]))
weights("names_newline", attributes([("dense", LIST, np.array([b"a\n::error::b", b"dense/bias:0"]))]))
weights("names_nul", attributes([("dense", LIST, np.array([b"dense/kernel:0\0/etc/passwd", b"dense/bias:0"]))]))
weights("names_bidi", attributes([("dense", LIST, np.array(["\u202eevil\u2066".encode(), b"dense/bias:0"]))]))
weights("names_not_utf8", attributes([("dense", LIST, np.array([b"\xff\xfe", b"dense/bias:0"]))]))
weights("layers_twice", attributes([("/", "layer_names", np.array([b"dense", b"dense"]))]))
weights("layers_dots", attributes([("/", "layer_names", np.array([b"dense/..", b"."]))]))
weights("layers_number", attributes([("/", "layer_names", 7)]))
weights("config_number", attributes([("/", "model_config", 7), ("/", "keras_version", 2.4)]))

weights("link_external", links(lambda group, file: file.__setitem__("out", h5py.ExternalLink(SECRET, "/x"))))
weights("link_soft_loop", links(lambda group, file: (file.__setitem__("a", h5py.SoftLink("/b")), file.__setitem__("b", h5py.SoftLink("/a")))))
weights("link_soft_parent", links(lambda group, file: group.__setitem__("up", h5py.SoftLink("/"))))
weights("link_hard_cycle", links(lambda group, file: group.__setitem__("self", file["/"])))
weights("link_hard_cycles", links(lambda group, file: [group.__setitem__(f"self{at}", group) for at in range(4)]))
weights("link_dangling", links(lambda group, file: file.__setitem__("gone", h5py.SoftLink("/nowhere"))))


def listed_external(group, file):
    group["kernel:0"] = h5py.ExternalLink(SECRET, "/x")


def listed_soft(group, file):
    file["elsewhere"] = KERNEL
    group["kernel:0"] = h5py.SoftLink("/elsewhere")


def listed_same(group, file):
    group["kernel:0"] = group["bias:0"]


weights("listed_external", listed_external)
weights("listed_soft", listed_soft)
weights("listed_same", listed_same)


def compressed(rows, written):
    def fill(group, file):
        kernel = group.create_dataset("kernel:0", (rows, 512), "f4", chunks=(1_000, 512), compression="gzip", compression_opts=9)
        kernel[:written] = 0

    return fill


weights("compressed_zeros", compressed(1_000, 1_000))
weights("compressed_bomb", compressed(50_000, 1_000))


def compress(name):
    """Replaces a large and regular file by its gzip."""
    path = os.path.join(HERE, name + ".h5")
    with open(path, "rb") as file, gzip.GzipFile(path + ".gz", "wb", 9, mtime=0) as packed:
        packed.write(file.read())
    os.remove(path)


def deep(group, file):
    group["kernel:0"] = KERNEL
    for _ in range(1000):
        group = group.create_group("g")


weights("deep", deep)
compress("deep")
