"""Ask the Keras that runs this script about converted files.

    python judge.py CASES.json

CASES.json holds a list of cases; the keys each check reads are named in its function:

    load_model    keras.models.load_model(file), with the classes that the script `custom` makes, predicts what the Keras that wrote the source recorded
    load_weights  the same architecture, built afresh, predicts it after load_weights(file)
    resume        the loaded model, after one more train_on_batch, holds the weights that the writer had after it
    evaluate      the loaded model's loss and metrics for the recorded targets are those that the writer's evaluate() gave
    order         the layers with weights stand in the loaded model in the order in which the file lists them
    again         what this Keras saves after loading the file has the same weights tree: names, order, bytes
    tree          the object tree this Keras saves after loading `file` equals that of `ours`, dataset for dataset
    view          h5py finds a `model_weights` group and no name that ends with ":0"

Before a case is begun and after it is judged a line `judge> {...}` is printed, so that whoever started this process knows
which case a hang or a crash belongs to. Verdicts: "PASS", "FAIL reason" or "NO ARCHITECTURE reason", the last where this
Keras cannot build the model to load weights into, which says nothing of the file.
"""

import gc
import importlib.util
import json
import os
import sys
import tempfile
import warnings

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ.setdefault("KERAS_BACKEND", "tensorflow")
warnings.simplefilter("ignore")
import h5py
import keras
import numpy as np

# Of the largest value. float32 rounds to 6e-8; sums of some thousand terms, added up in another order by another TensorFlow,
# agree to 1e-5, while the smallest wrong setting (an epsilon, a slope, a mask) shows at 1e-3 and above. For a training step the
# same holds of the weights: every optimizer here moves them by 1e-3 to 1e-2 of their size, so that 1e-4 is a tenth of the
# smallest step. A lost moment or a wrong rate changes a step by more; rounded gradients, which Adam and its like divide by
# their own size, change it by less as long as all machines compute with the same kernels (switches.ts).
RELATIVE_TOLERANCE = 1e-4
HALF_PRECISION_TOLERANCE = 4e-3  # a few units in the last place of float16


class Mismatch(Exception):
    pass


class NoArchitecture(Exception):
    pass


def numbered(npz, letter):
    return [npz[f"{letter}{i}"] for i in range(sum(k[0] == letter for k in npz.files))]


def one_or_list(values):
    return values if len(values) > 1 else values[0]


def recorded(case, file):
    return np.load(os.path.join(case["reference"], file))


def compare(kind, got, want, tolerance=RELATIVE_TOLERANCE):
    if len(got) != len(want):
        raise Mismatch(f"{len(got)} {kind}s, expected {len(want)}")
    for i, (g, w) in enumerate(zip(got, want)):
        g, w = np.asarray(g, "float64"), np.asarray(w, "float64")
        if g.shape != w.shape:
            raise Mismatch(f"{kind} {i} has shape {g.shape}, expected {w.shape}")
        scale = np.max(np.abs(w)) if w.size else 1.0
        error = float(np.max(np.abs(g - w))) / (scale + 1e-6) if w.size else 0.0
        if not error <= tolerance:
            raise Mismatch(f"{kind} {i} differs by {error:.2g} of its largest value")


def check_predictions(model, case):
    io = recorded(case, "io.npz")
    # A plain call: predict() computes the same after compiling a graph for it, which takes most of a case's time.
    y = model(one_or_list(numbered(io, "x")), training=False)
    y = list(y.values()) if isinstance(y, dict) else list(y) if isinstance(y, (list, tuple)) else [y]
    y = [keras.ops.convert_to_numpy(v) for v in y]
    halves = any(layer.compute_dtype in ("float16", "bfloat16") for layer in model._flatten_layers())
    compare("output", y, numbered(io, "y"), HALF_PRECISION_TOLERANCE if halves else RELATIVE_TOLERANCE)


models_loaded = {}  # by file; emptied when the next fixture's turn comes


def loaded(case):
    file = case["file"]
    if file not in models_loaded:
        models_loaded[file] = keras.models.load_model(file, custom_objects=custom_objects(case))
    return models_loaded[file]


def script(file):
    spec = importlib.util.spec_from_file_location("fixture_models", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def custom_objects(case):
    """The classes of the user's own, where the script that made the model has some."""
    return script(case["custom"]).custom_objects(keras) if "custom" in case else None


def built(case):
    module = script(case["models"])
    import tensorflow as tf

    try:
        return module.build(keras.layers, keras, tf)[case["model"]]()[0]
    except Exception as error:
        raise NoArchitecture(error) from error


def load_model(case):
    """file, reference"""
    check_predictions(loaded(case), case)


def load_weights(case):
    """file, reference, models, model"""
    model = built(case)
    model.load_weights(case["file"])
    check_predictions(model, case)


def numbers_after_training(case, after):
    """
    What became of each number of the source's weights in the recorded step: {before: [after, ...]}. Weights are drawn at
    random, so that a number tells where it stood, however Keras 3 arranges it.
    """
    with h5py.File(os.path.join(case["reference"], "model.h5"), "r") as f:
        group = f["model_weights"]
        befores = [group[layer][name][()] for layer in names(group, "layer_names") for name in names(group[layer], "weight_names")]
    afters = numbered(after, "w")
    other = in_order_of(afters, befores)
    if [w.shape for w in befores] != [w.shape for w in afters] or changes(other, afters) < changes(befores, afters):
        befores = other
    found = {}
    for before, w in zip(befores, afters):
        for b, a in zip(before.ravel().tolist(), w.ravel().tolist()):
            found.setdefault(b, []).append(a)
    return found


def in_order_of(afters, befores):
    """A file has the trained weights of a nested model before its others, model.get_weights() may not; one step changes little."""
    left, ordered = list(befores), []
    for w in afters:
        same = [i for i, b in enumerate(left) if b.shape == w.shape]
        ordered.append(left.pop(min(same, key=lambda i: np.max(np.abs(left[i] - w)) if w.size else 0)))
    return ordered


def changes(befores, afters):
    return sum(float(np.max(np.abs(a - b))) for b, a in zip(befores, afters) if a.size)


def nearest(expected, before, got):
    """What each number became; where two had the same value, the one that suits."""
    if not all(b in expected for b in before.ravel().tolist()):
        raise Mismatch(f"a weight of shape {before.shape} has numbers that the source has not")
    pairs = zip(before.ravel().tolist(), got.ravel().tolist())
    return np.reshape([min(expected[b], key=lambda a: abs(a - g)) for b, g in pairs], got.shape)


def resume(case):
    """file, reference: trained weights first; where those are right, what was gathered beside them"""
    model = loaded(case)
    if model.optimizer is None:
        raise Mismatch("it is not compiled")
    model.run_eagerly = True  # the same step without compiling a graph for it
    io, after = recorded(case, "io.npz"), recorded(case, "resume.npz")
    expected = numbers_after_training(case, after)
    befores = [np.array(v) for v in model.weights]
    model.train_on_batch(one_or_list(numbered(io, "x")), one_or_list(numbered(after, "t")))
    trained = {id(v) for v in model.trainable_variables}
    used = 0
    for kind, of_kind in (("trained", True), ("gathered", False)):
        got, want = [], []
        for before, variable in zip(befores, model.weights):
            if (id(variable) in trained) == of_kind:
                got.append(np.asarray(variable))
                want.append(nearest(expected, before, got[-1]))
        compare(f"{kind} weight", got, want)
        used += sum(w.size for w in got)
    left = sum(len(values) for values in expected.values()) - used
    if left:
        raise Mismatch(f"{left} numbers of the recorded weights are not there")


def evaluate(case):
    """file, reference"""
    model = loaded(case)
    io, targets = recorded(case, "io.npz"), numbered(recorded(case, "resume.npz"), "t")
    model.run_eagerly = True
    got = model.evaluate(one_or_list(numbered(io, "x")), one_or_list(targets), batch_size=2, verbose=0)
    got = np.concatenate([np.ravel(value) for value in (got if isinstance(got, list) else [got])])
    compare("value", list(got), list(recorded(case, "evaluate.npz")["evaluated"]))


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def names(owner, attribute):
    """A list of names, which Keras splits into numbered parts where it is long."""
    if attribute in owner.attrs:
        return [text(n) for n in owner.attrs[attribute]]
    parts, k = [], 0
    while f"{attribute}{k}" in owner.attrs:
        parts += [text(n) for n in owner.attrs[f"{attribute}{k}"]]
        k += 1
    return parts


def weights_tree(file):
    """(path, dtype, shape, bytes) in the order the attributes tell it."""
    with h5py.File(file, "r") as f:
        group = f["model_weights"]
        layers = names(group, "layer_names")
        tree = [("layer_names", layers)]
        # Keras 3 writes the group also where the model has no weights of its own.
        own = [name for name in ["top_level_model_weights"] if name in group]
        for layer in [*layers, *own]:
            for name in names(group[layer], "weight_names"):
                d = group[layer][name]
                tree.append((f"{layer}/{name}", d.dtype.str, d.shape, d[()].tobytes()))
        return tree


def first_difference(ours, theirs):
    for a, b in zip(ours, theirs):
        if a != b:
            what = "values" if a[:3] == b[:3] and len(a) > 3 else "entries"
            raise Mismatch(f"{what} differ: ours {str(a[:3])[:300]}, Keras's {str(b[:3])[:300]}")
    if len(ours) != len(theirs):
        longer = ours if len(ours) > len(theirs) else theirs
        raise Mismatch(f"{len(ours)} entries, Keras has {len(theirs)}: {str(longer[min(len(ours), len(theirs))][:3])}")


def order(case):
    """file"""
    got = [layer.name for layer in loaded(case).layers if layer.weights]
    with h5py.File(case["file"], "r") as f:
        listed = list(names(f["model_weights"], "layer_names"))
        want = [layer for layer in listed if len(names(f["model_weights"][layer], "weight_names"))]
    if got != want:
        raise Mismatch(f"layers stand as {got}, in the file as {want}")


def again(case):
    """file"""
    model = loaded(case)
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "again.h5")
        model.save(copy)
        first_difference(weights_tree(case["file"]), weights_tree(copy))


def object_tree(file):
    """Groups and datasets of the model itself, by path: random state is new in every run and compile state is judged by `resume`."""
    found = []

    def visit(path, node):
        parts = path.split("/")
        if parts[0] in ("optimizer", "metrics", "loss") or any(p.startswith("seed_generator") for p in parts):
            return
        if isinstance(node, h5py.Dataset):
            found.append((path, node.dtype.str, node.shape, node[()].tobytes()))
        else:
            found.append((path,))

    with h5py.File(file, "r") as f:
        f.visititems(visit)
    return sorted(found)


def tree(case):
    """file, ours, and models, model where the file has no architecture"""
    if "models" in case:
        model = built(case)
        model.load_weights(case["file"])
    else:
        model = loaded(case)
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "again.weights.h5")
        model.save_weights(copy)
        first_difference(object_tree(case["ours"]), object_tree(copy))


def view(case):
    """file"""
    with h5py.File(case["file"], "r") as f:
        if "model_weights" not in f:
            raise Mismatch("no group model_weights")

        def visit(path, node):
            listed = [n for a in ("layer_names", "weight_names") for n in names(node, a)]
            if any(n.endswith(":0") for n in [path, *listed]):
                raise Mismatch(f"{path} is or lists a name ending with :0")

        f.visititems(visit)


CHECKS = {f.__name__: f for f in (load_model, load_weights, resume, evaluate, order, again, tree, view)}


def judge(case):
    try:
        CHECKS[case["check"]](case)
        return "PASS"
    except NoArchitecture as error:
        return "NO ARCHITECTURE " + " ".join(str(error).split())[:200]
    except Exception as error:
        return f"FAIL {type(error).__name__}: " + " ".join(str(error).split())[:400]


def say(**message):
    print("judge> " + json.dumps(message), flush=True)


def main():
    with open(sys.argv[1], encoding="utf-8") as f:
        cases = json.load(f)
    gc.freeze()  # clear_session() collects garbage: what the imports left is none
    reference = None
    for case in cases:
        if case["reference"] != reference:
            reference = case["reference"]
            models_loaded.clear()
            keras.utils.clear_session()
        say(begun=case["id"])
        say(id=case["id"], verdict=judge(case))


if __name__ == "__main__":
    main()
