"""The Keras 3 at hand loads what the converter made and compares what it computes. Started by processes.ts."""
from channel import open_channel, serve

answers = open_channel()
import gc
import os

import keras
import numpy as np

PREDICTION = 1e-4  # of the largest value, as in test/oracle/judge.py
STEP = 1e-3  # an optimizer divides rounded gradients by their own size, and a random model has tiny ones


def load(file, folder):
    """{"verdict": "right"}, or "not loaded" or "different" and how."""
    keras.utils.clear_session()
    gc.collect()
    with np.load(os.path.join(folder, "io.npz")) as npz:
        record = {key: npz[key] for key in npz.files}
    try:
        model = keras.models.load_model(file)
    except Exception as error:
        return {"verdict": "not loaded", "how": said(error)}
    inputs = structure(record, "x/")
    try:
        difference = compare("prediction", flat(model(inputs, training=False)), record, "y/", PREDICTION)
    except Exception as error:
        return {"verdict": "not run", "how": said(error)}
    if difference is None and "loss" in record:
        try:
            difference = trained(model, inputs, record)
        except Exception as error:
            return {"verdict": "not run", "how": "training: " + said(error)}
    return {"verdict": "right"} if difference is None else {"verdict": "different", "how": difference}


def said(error):
    return "%s: %s" % (type(error).__name__, " ".join(str(error).split())[:300])


def structure(record, prefix):
    named = {key[2:]: record[key] for key in record if key.startswith(prefix)}
    if prefix == "x/":
        is_dict, is_list = record["is_dict"]
        return named if is_dict else [named[str(at)] for at in range(len(named))] if is_list else named["0"]
    if not all(key.isdigit() for key in named):
        return named
    return named["0"] if len(named) == 1 else [named[str(at)] for at in range(len(named))]


def flat(outputs):
    if isinstance(outputs, dict):
        pairs = sorted(outputs.items())
    else:
        pairs = enumerate(outputs) if isinstance(outputs, (list, tuple)) else [("0", outputs)]
    return {str(key): keras.ops.convert_to_numpy(value) for key, value in pairs}


def compare(kind, got, record, prefix, tolerance):
    wanted = {key[2:]: record[key] for key in record if key.startswith(prefix)}
    if sorted(got) != sorted(wanted):
        return "%s: outputs %s instead of %s" % (kind, sorted(got), sorted(wanted))
    for key, value in wanted.items():
        if got[key].shape != value.shape:
            return "%s: output %s has shape %s instead of %s" % (kind, key, got[key].shape, value.shape)
        error = float(np.max(np.abs(got[key].astype("float64") - value)) / (np.max(np.abs(value)) + 1e-6))
        if not error <= tolerance:
            return "%s: output %s differs by %.2g of its largest value" % (kind, key, error)
    return None


def trained(model, inputs, record):
    if model.optimizer is None:
        return "it is not compiled"
    model.run_eagerly = True
    targets = structure(record, "t/")
    evaluated = model.evaluate(inputs, targets, batch_size=3, verbose=0, return_dict=True)
    loss = evaluated.pop("loss")
    if not is_near(loss, record["loss"]):
        return "evaluate: the loss is %.6g instead of %.6g" % (loss, record["loss"])
    difference = other_metric(evaluated, dict(zip(record["metric_names"].tolist(), record["metrics"].tolist())))
    if difference is not None:
        return difference
    model.train_on_batch(inputs, targets)
    return compare("step", flat(model(inputs, training=False)), record, "s/", STEP)


def other_metric(got, wanted):
    # Outputs that the converter had to name anew have metrics of other names, which are told by their values.
    got, by_name = {name: float(value) for name, value in got.items()}, set(got) == set(wanted)
    for name, value in wanted.items():
        if not any(is_near(one, value) for one in ([got[name]] if by_name else got.values())):
            return "evaluate: the metric %s is not %.6g, they are %s" % (name, value, got)
    return None


def is_near(got, want):
    return abs(got - want) <= PREDICTION * (abs(want) + 1e-3)


serve(answers, {"load": load})
