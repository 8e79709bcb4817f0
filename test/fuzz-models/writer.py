"""The Keras 2 at hand draws models, saves them, and records what it computes. Started by processes.ts."""
from channel import open_channel, serve

answers = open_channel()
import gc
import os

import generate
import numpy as np
import program
from program import flat, keras, tf


def write(seed, folder, lines=None):
    """
    Saves the model of the seed, or of the lines where they are given, into the folder: model.h5 and model.keras as far as this
    Keras can, and io.npz with x/KEY, y/KEY (predictions), t/KEY (targets), loss, metrics, s/KEY (predictions after one step).
    """
    gc.collect()
    if lines is None:
        lines = generate.draw(seed)
        if lines is None:
            return {"unusable": "nothing was drawn"}
    try:
        model = program.run(lines)["model"]
        program.draw_weights(model, seed)
        record = compute(model, seed, folder)
    except Exception as error:
        return {"unusable": "%s: %s" % (type(error).__name__, " ".join(str(error).split())[:200]), "lines": lines}
    files, unsaved = [], {}
    for file in ("model.h5", "model.keras"):
        if file.endswith(".keras") and int(tf.__version__.split(".")[1]) < 12:
            continue
        try:
            model.save(os.path.join(folder, file))
            files.append(file)
        except Exception as error:
            unsaved[file] = "%s: %s" % (type(error).__name__, str(error)[:200])
    if getattr(model, "optimizer", None) is not None:
        try:
            train(model, seed, record)
        except Exception as error:
            return {"unusable": "training: %s" % str(error)[:200], "lines": lines}
    if not all(np.all(np.isfinite(value)) for value in record.values() if value.dtype.kind != "U"):
        return {"unusable": "not finite", "lines": lines}
    np.savez(os.path.join(folder, "io.npz"), **record)
    return {"lines": lines, "files": files, "unsaved": unsaved}


def compute(model, seed, folder):
    inputs = program.draw_inputs(model, seed)
    if getattr(model, "optimizer", None) is not None:
        # The optimizer has state to be saved.
        model.run_eagerly = True
        model.train_on_batch(inputs, targets(model, inputs, seed))
    record = {"x/" + key: value for key, value in flat(inputs)}
    record.update(("y/" + key, value) for key, value in program.predict(model, inputs).items())
    record["is_dict"] = np.array([isinstance(inputs, dict), isinstance(inputs, (list, tuple))])
    return record


def targets(model, inputs, seed):
    rng = np.random.RandomState(seed + 1)
    return tf.nest.map_structure(lambda y: rng.uniform(-0.5, 0.5, y.shape).astype("float32"), model(inputs, training=False))


def train(model, seed, record):
    inputs = program.draw_inputs(model, seed)
    wanted = targets(model, inputs, seed)
    record.update(("t/" + key, value) for key, value in flat(wanted))
    evaluated = model.evaluate(inputs, wanted, batch_size=program.BATCH, verbose=0, return_dict=True)
    record["loss"] = np.array(evaluated.pop("loss"))
    metrics = {name: value for name, value in evaluated.items() if not name.endswith("_loss")}
    record["metrics"] = np.array(list(metrics.values()))
    record["metric_names"] = np.array(list(metrics))
    model.train_on_batch(inputs, wanted)
    record.update(("s/" + key, value) for key, value in program.predict(model, inputs).items())


def reload(file, folder):
    """Whether this Keras itself reads its own file as it wrote it: where it does not, nobody can."""
    model = keras.models.load_model(file)
    with np.load(os.path.join(folder, "io.npz")) as record:
        inputs = restored(record)
        for key, value in program.predict(model, inputs).items():
            scale = np.max(np.abs(record["y/" + key])) + 1e-6
            if value.shape != record["y/" + key].shape or np.max(np.abs(value - record["y/" + key])) > 1e-4 * scale:
                return {"same": False}
    return {"same": True}


def restored(record):
    named = {key[2:]: record[key] for key in record.files if key.startswith("x/")}
    is_dict, is_list = record["is_dict"]
    return named if is_dict else [named[str(at)] for at in range(len(named))] if is_list else named["0"]


serve(answers, {"write": write, "reload": reload})
