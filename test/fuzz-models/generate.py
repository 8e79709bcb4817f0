"""Draws a random model as a program (program.py): the same one for the same seed and Keras."""
import random
import re

from layers import *
from program import keras, namespace, run, tf

MOST_NUMBERS = 400  # of a tensor, batch axis left out


class Pool:
    """Tensors of one model, from which the next layer's arguments are drawn."""

    def __init__(self):
        self.tensors = []


class Drawing:
    def __init__(self, seed):
        self.rng = random.Random(seed)
        self.lines = []
        self.names = namespace()
        self.taken = set()
        self.count = 0
        self.is_compiled = self.rng.random() < 0.35
        self.rows = ROWS if self.is_compiled else ROWS + NOISE

    # ---- lines ----

    def fresh(self, letter):
        self.count += 1
        return letter + str(self.count)

    def add(self, line):
        """Keeps the line if this Keras can run it."""
        try:
            exec(line, self.names)
        except Exception:
            return False
        self.lines.append(line)
        return True

    def result(self, pool, expression, outputs=1):
        """A line whose tensors join the pool; False where they cannot be used."""
        variables = [self.fresh("t") for _ in range(outputs)]
        if not self.add("%s = %s" % (", ".join(variables), expression)):
            return False
        if all(self.is_small(self.names[v]) for v in variables):
            pool.tensors += variables
            return True
        self.lines.pop()
        return False

    def is_small(self, tensor):
        if not hasattr(tensor, "shape") or tensor.shape.rank is None or not 2 <= tensor.shape.rank <= 5 or tensor.shape[0] is not None:
            return False
        size = 1
        for n in tensor.shape[1:]:
            size *= 5 if n is None else n
        return 0 < size <= MOST_NUMBERS

    # ---- draws ----

    def chance(self, p):
        return self.rng.random() < p

    def fill(self, text):
        return (
            text.replace("{units}", self.rng.choice(["4", "4", "4", "3"]))
            .replace("{steps}", "5")
            .replace("{number}", self.rng.choice(["0.1", "0.2", "0.3"]))
            .replace("{activation}", self.rng.choice(ACTIVATIONS))
        )

    def settings(self, options, most=2):
        chosen = {}
        for option in self.rng.sample(options, min(len(options), self.rng.choice([0, 0, 1, 1, 2, most]))):
            chosen.setdefault(option.split("=")[0], option)
        if self.chance(0.1):
            free = [name for name in NAMES if name not in self.taken]
            name = self.rng.choice(free)
            self.taken.add(name)
            chosen["name"] = "name=%r" % name
        if self.chance(0.05):
            chosen["trainable"] = "trainable=False"
        return list(chosen.values())

    def call(self, start, options):
        """`L.Dense(4, activation='relu')` of `L.Dense({units}` and options."""
        inside = self.settings(options)
        return self.fill(start) + "".join((", " if not start.endswith("(") or k else "") + s for k, s in enumerate(inside)) + ")"

    def shape(self, variable):
        return tuple(self.names[variable].shape[1:])

    def rank(self, variable):
        return self.names[variable].shape.rank

    def is_float(self, variable):
        return self.names[variable].dtype in (tf.float32, "float32")

    def pick(self, pool, fits):
        """A tensor that fits, recent ones before old ones."""
        fitting = [v for v in pool.tensors if fits(v)]
        if not fitting:
            return None
        return fitting[max(self.rng.randrange(len(fitting)), self.rng.randrange(len(fitting)))]

    def alike(self, pool, variable):
        return [v for v in pool.tensors if self.shape(v) == self.shape(variable) and self.is_float(v) and v != variable]

    # ---- steps ----

    def row(self, rank, indexing=False):
        rows = [r for r in (INDEXING if indexing else self.rows) if rank in r[0]]
        return self.rng.choices(rows, [r[3] for r in rows])[0] if rows else None

    def layer(self, pool, depth):
        a = self.pick(pool, lambda v: True)
        row = self.row(self.rank(a), indexing=not self.is_float(a))
        if row is None:
            return False
        return self.result(pool, "%s(%s)" % (self.call(row[1], row[2]), a))

    def shared(self, pool, depth):
        """One layer called on two or three tensors."""
        a = self.pick(pool, self.is_float)
        others = self.alike(pool, a) if a else []
        if not others:
            return False
        row = self.row(self.rank(a))
        made = self.call(row[1], row[2]) if self.chance(0.7) or self.rank(a) != 3 else self.recurrent_layer()[0]
        layer = self.fresh("s")
        if not self.add("%s = %s" % (layer, made)):
            return False
        return self.result(pool, "%s(%s)" % (layer, a)) and self.result(pool, "%s(%s)" % (layer, self.rng.choice(others)))

    def recurrent_layer(self):
        start = self.rng.choice(RECURRENT[:3] * 4 + RECURRENT[3:])
        options = [] if "RNN(" in start and "Simple" not in start else [o for o in recurrent if ("reset" not in o or "GRU" in start) and ("forget" not in o or "LSTM" in start) and ("recurrent_act" not in o or "Simple" not in start)]
        inside = self.settings(options)
        has_states = self.chance(0.15)
        if self.chance(0.65):
            inside.append("return_sequences=True")
        if has_states:
            inside.append("return_state=True")
        made = self.fill(start) + "".join(", " + s for s in inside) + ")"
        states = 2 if "LSTM(" in start else 1
        if "RNN([" in start or "Stacked" in start:
            has_states, states = False, 0
            made = made.replace(", return_state=True", "")
        if self.chance(0.3) and "go_backwards" not in made and "name=" not in made:
            merge = self.rng.choice(["", "", ", merge_mode='sum'", ", merge_mode='ave'", ", merge_mode='mul'"])
            return "L.Bidirectional(%s%s)" % (made, merge), 1 + 2 * states * has_states, 2 * states
        return made, 1 + states * has_states, states

    def recur(self, pool, depth):
        a = self.pick(pool, lambda v: self.rank(v) == 3 and self.is_float(v))
        if a is None:
            return False
        made, outputs, states = self.recurrent_layer()
        vectors = [v for v in pool.tensors if self.shape(v) == (4,) and self.is_float(v)]
        more = ""
        if vectors and states and self.chance(0.35):
            given = [self.rng.choice(vectors) for _ in range(states)]
            more = ", initial_state=" + ("[%s]" % ", ".join(given) if len(given) > 1 or self.chance(0.5) else given[0])
        elif self.chance(0.06):
            mask = self.fresh("k")
            if self.add("%s = tf.not_equal(%s[..., 0], 0.)" % (mask, a)):
                more = ", mask=" + mask
        return self.result(pool, "%s(%s%s)" % (made, a, more), outputs)

    def in_time(self, pool, depth):
        a = self.pick(pool, lambda v: self.rank(v) in (3, 4))
        if a is None:
            return False
        return self.result(pool, "L.TimeDistributed(%s)(%s)" % (self.fill(self.rng.choice(IN_TIME)), a))

    def merge(self, pool, depth):
        a = self.pick(pool, self.is_float)
        others = self.alike(pool, a) if a else []
        if not others:
            return False
        given = [a, self.rng.choice(others)] + ([self.rng.choice(others)] if self.chance(0.25) else [])
        self.rng.shuffle(given)
        made = self.rng.choice(MERGES)
        if "Subtract" in made or "Dot" in made:
            given = given[:2]
        return self.result(pool, "%s([%s])" % (made, ", ".join(given)))

    def attend(self, pool, depth):
        a = self.pick(pool, lambda v: self.rank(v) == 3 and self.is_float(v))
        if a is None:
            return False
        b = self.rng.choice(self.alike(pool, a) + [a])
        return self.result(pool, self.rng.choice(ATTENTION).replace("{a}", a).replace("{b}", b))

    def operate(self, pool, depth):
        a = self.pick(pool, lambda v: self.is_float(v) or self.chance(0.2))
        if a is None:
            return False
        others = self.alike(pool, a)
        template = self.rng.choice(OPERATIONS_OF_TWO if others and self.chance(0.5) else OPERATIONS)
        return self.result(pool, template.replace("{a}", a).replace("{b}", self.rng.choice(others) if others else a))

    def nested(self, pool, depth):
        """A model called on one or two tensors, at times twice."""
        if depth > 1:
            return False
        a = self.pick(pool, lambda v: True)
        given = [a]
        if self.chance(0.35):
            given.append(self.rng.choice(pool.tensors))
        model = self.fresh("m")
        inside = self.sequential(model, a) if len(given) == 1 and self.chance(0.3) else self.functional(model, given, depth)
        if not inside:
            return False
        if self.chance(0.15) and not self.is_compiled:
            self.add("%s.trainable = False" % model)
        elif self.chance(0.15):
            self.add("%s.layers[-1].trainable = False" % model)
        made, outputs = inside
        if self.chance(0.12) and len(given) == 1 and outputs == 1:
            over = self.pick(pool, lambda v: self.shape(v)[1:] == self.shape(a))
            if over:
                return self.result(pool, "L.TimeDistributed(%s)(%s)" % (model, over))
        called = self.result(pool, "%s(%s)" % (model, made % tuple(given)), outputs)
        twins = self.alike(pool, a)
        if called and len(given) == 1 and twins and self.chance(0.4):
            self.result(pool, "%s(%s)" % (model, made % self.rng.choice(twins)), outputs)
        return called

    def named(self):
        return "".join(", " + s for s in self.settings([]) if s.startswith("name"))

    def sequential(self, model, a):
        dtype = "" if self.is_float(a) else ", dtype='%s'" % tf.as_dtype(self.names[a].dtype).name
        layers = ["keras.Input(%r%s)" % (self.shape(a), dtype)] if self.chance(0.7) else []
        tensor, rank, pool = a, self.rank(a), Pool()
        for _ in range(self.rng.randint(1, 4)):
            row = self.row(rank, indexing=not self.is_float(tensor))
            made = self.recurrent_layer()[0] if rank == 3 and self.is_float(tensor) and self.chance(0.3) else row and self.call(row[1], row[2])
            if not made or "return_state" in made:
                continue
            before = len(self.lines)
            if self.result(pool, "%s(%s)" % (made, tensor)):
                layers.append(made)
                tensor = pool.tensors[-1]
                rank = self.rank(tensor)
            del self.lines[before:]
        if sum(made.startswith("L.") for made in layers) == 0:
            return None
        return ("%s", 1) if self.add("%s = keras.Sequential([%s]%s)" % (model, ", ".join(layers), self.named())) else None

    def functional(self, model, given, depth):
        inputs, pool = [], Pool()
        for v in given:
            variable = self.fresh("i")
            dtype = "" if self.is_float(v) else ", dtype='%s'" % tf.as_dtype(self.names[v].dtype).name
            if not self.add("%s = keras.Input(%r%s)" % (variable, self.shape(v), dtype)):
                return None
            inputs.append(variable)
        pool.tensors += inputs
        self.grow(pool, self.rng.randint(2, 5), depth + 1)
        made = [v for v in pool.tensors if v not in inputs and self.is_float(v)]
        if not made:
            return None
        outputs = self.ends(made, 1 if self.chance(0.75) else 2)
        if self.chance(0.05):
            outputs.append(inputs[0])
        one = len(inputs) == 1 and self.chance(0.5)
        line = "%s = keras.Model(%s, %s%s)" % (model, inputs[0] if one else "[%s]" % ", ".join(inputs), outputs[0] if len(outputs) == 1 else "[%s]" % ", ".join(outputs), self.named())
        if not self.add(line):
            return None
        if len(outputs) == 1 and not self.is_small_output(model):
            return None
        return ("%s" if len(given) == 1 else "[%s]" % ", ".join(["%s"] * len(given))), len(outputs)

    def is_small_output(self, model):
        return not isinstance(self.names[model].output, (list, tuple, dict))

    def ends(self, made, number):
        """The last tensors above all: what stands before them is used by them."""
        chosen = [made[-1]]
        while len(chosen) < min(number, len(made)):
            v = made[max(self.rng.randrange(len(made)), self.rng.randrange(len(made)))]
            if v not in chosen:
                chosen.append(v)
        return chosen

    STEPS = [("layer", 12), ("recur", 5), ("merge", 5), ("shared", 3), ("operate", 4), ("nested", 3), ("attend", 2), ("in_time", 2)]

    def grow(self, pool, steps, depth):
        kinds, shares = zip(*self.STEPS)
        for _ in range(steps):
            for _ in range(6):
                before = len(self.lines)
                if getattr(self, self.rng.choices(kinds, shares)[0])(pool, depth):
                    break
                lines = self.lines[before:]
                # Lines of a step that failed in its midst go, with what they made.
                gone = {v for line in lines for v in re.findall(r"^[\w, ]+(?= = )", line)[0].split(", ") if " = " in line} if lines else set()
                pool.tensors[:] = [v for v in pool.tensors if v not in gone]
                del self.lines[before:]

    # ---- the whole ----

    def draw(self):
        if self.chance(0.1):
            return self.whole_sequential()
        pool, inputs = Pool(), []
        for _ in range(self.rng.choice([1, 1, 1, 2, 2, 3])):
            shape, more, _ = self.rng.choices(INPUTS, [r[2] for r in INPUTS])[0]
            variable = self.fresh("i")
            name = more.replace("{n}", str(self.count)) or (self.named() if self.chance(0.5) else "")
            if self.add("%s = keras.Input(%s%s)" % (variable, shape, name)):
                inputs.append(variable)
        pool.tensors += inputs
        self.grow(pool, self.rng.randint(3, 13), 0)
        made = [v for v in pool.tensors if v not in inputs and self.is_float(v)]
        if not made:
            return None
        outputs = self.ends(made, self.rng.choice([1, 1, 1, 2, 2, 3]))
        if self.chance(0.04) and not self.is_compiled:
            outputs.append(self.rng.choice(inputs))
        self.prune(inputs, outputs)
        used = [i for i in inputs if any(line.startswith(i + " = ") for line in self.lines)]
        self.lines.append("model = keras.Model(%s, %s%s)" % (self.structure(used), self.structure(outputs), self.named()))
        self.finish()
        return self.lines

    def whole_sequential(self):
        shape = self.rng.choice(["(5, 4)", "(4,)", "(6, 6, 4)"])
        self.add("i0 = keras.Input(%s)" % shape)
        layers = self.sequential("model", "i0")
        del self.lines[: -1 if layers else len(self.lines)]
        if not layers:
            return None
        self.finish()
        return self.lines

    def structure(self, variables):
        if self.chance(0.1):
            return "{%s}" % ", ".join("'%s': %s" % (self.rng.choice("zyxw") + v, v) for v in variables)
        if len(variables) == 1 and self.chance(0.6):
            return variables[0]
        return "[%s]" % ", ".join(variables)

    def prune(self, inputs, outputs):
        """What no output needs goes, but for some further calls of layers that are needed."""
        needed, kept = set(outputs), []
        for line in reversed(self.lines):
            made = re.match(r"[\w, ]+(?= = )", line)
            variables = made.group().split(", ") if made else [line.split(".")[0]]
            used = set(re.findall(r"\b[tismk]\d+\b", line)) - set(variables)
            is_needed = any(v in needed for v in variables)
            is_further_call = bool(re.search(r"= [sm]\d+\(", line)) and used & needed and self.chance(0.5)
            if is_needed or is_further_call:
                kept.append(line)
                needed |= used | set(variables)
        self.lines[:] = reversed(kept)

    def finish(self):
        """Frozen layers and compile(), which need the model."""
        try:
            model = run(self.lines)["model"]
        except Exception:
            return
        if self.chance(0.08) and not self.is_compiled:
            self.lines.append("model.layers[%d].trainable = False" % self.rng.randrange(len(model.layers)))
        if self.is_compiled and model.trainable_weights:
            outputs = model.output if isinstance(model.output, dict) else model.output_names
            self.lines.append(self.compile(list(outputs)))

    def compile(self, outputs):
        optimizer = self.rng.choice(OPTIMIZERS)
        losses = [self.rng.choice(LOSSES) for _ in outputs]
        metrics = [self.rng.choice(METRICS) for _ in outputs]
        parts = [optimizer]
        kind = self.rng.choice(["one", "list", "dict"]) if len(outputs) > 1 else "one"
        if kind == "one":
            parts.append("loss=" + losses[0])
        elif kind == "list":
            parts.append("loss=[%s]" % ", ".join(losses))
        else:
            parts.append("loss={%s}" % ", ".join("%r: %s" % pair for pair in zip(outputs, losses)))
        if self.chance(0.3) and kind != "one":
            weights = [self.rng.choice(["0.5", "1.", "2."]) for _ in outputs]
            parts.append("loss_weights=[%s]" % ", ".join(weights) if kind == "list" else "loss_weights={%s}" % ", ".join("%r: %s" % pair for pair in zip(outputs, weights)))
        if self.chance(0.5):
            parts.append("metrics=[%s]" % metrics[0] if kind == "one" else "metrics=[%s]" % ", ".join("[%s]" % m for m in metrics) if kind == "list" else "metrics={%s}" % ", ".join("%r: [%s]" % pair for pair in zip(outputs, metrics)))
        return "model.compile(%s)" % ", ".join(parts)


def draw(seed):
    """The lines of the seed's model, or None where nothing came of it."""
    keras.backend.clear_session()
    return Drawing(seed).draw()
