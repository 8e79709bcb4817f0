"""One model for every loss, metric, optimizer and learning-rate schedule of Keras 2.15, as it is by default and with other settings."""

import inspect

import numpy as np

# Settings other than the defaults, by the names of the constructors' arguments.
OTHER = dict(
    learning_rate=0.0123, beta_1=0.8, beta_2=0.95, epsilon=1e-5, amsgrad=True, weight_decay=0.02, clipnorm=0.7, use_ema=True,
    ema_momentum=0.9, ema_overwrite_frequency=7, rho=0.85, momentum=0.3, centered=True, nesterov=True, initial_accumulator_value=0.2,
    learning_rate_power=-0.4, l1_regularization_strength=0.01, l2_regularization_strength=0.02, l2_shrinkage_regularization_strength=0.03,
    beta=0.1, beta_2_decay=-0.7, clip_threshold=1.5, epsilon_1=1e-20, epsilon_2=1e-2, relative_step=False,
    from_logits=True, label_smoothing=0.1, alpha=0.3, gamma=1.5, apply_class_balancing=True, delta=0.6, ignore_class=2, reduction="sum",
    num_thresholds=50, curve="PR", summation_method="minoring", thresholds=[0.3, 0.6], top_k=2, class_id=1, k=2, num_classes=3,
    target_class_ids=[0, 1], threshold=0.4, average="micro", target_class_id=1, specificity=0.6, sensitivity=0.6, precision=0.6, recall=0.6,
    class_aggregation="variance_weighted_average",
)  # fmt: skip
# What constructors cannot do without.
NEEDED = dict(num_classes=3, target_class_ids=[0, 1], target_class_id=1, specificity=0.5, sensitivity=0.5, precision=0.5, recall=0.5)
# Those that take indices, not one-hot rows.
SPARSE = ("SparseCategoricalCrossentropy", "SparseCategoricalAccuracy", "SparseTopKCategoricalAccuracy")
# What takes values of another kind than a loss does, or is no more than a base of others.
NOT_ALONE = ("Loss", "Reduction", "Metric", "Mean", "MeanTensor", "MeanMetricWrapper", "MeanRelativeError", "Sum", "Optimizer")


def arguments(cls, settings):
    """Those of the settings that a class takes."""
    return {name: settings[name] for name in inspect.signature(cls.__init__).parameters if name in settings}


def needs(cls):
    required = [n for n, p in inspect.signature(cls.__init__).parameters.items() if p.default is inspect.Parameter.empty]
    return {name: value for name, value in NEEDED.items() if name in required}


def classes(module):
    return {n: c for n, c in sorted(vars(module).items()) if inspect.isclass(c) and n not in NOT_ALONE}


def functions(module):
    return {n: f for n, f in sorted(vars(module).items()) if inspect.isfunction(f) and n not in ("get", "serialize", "deserialize")}


def build(L, keras, tf):
    models = {}

    def add(name, optimizer=lambda: "sgd", loss=lambda: "mse", metrics=list, sparse=False, logits=False):
        def f():
            i = L.Input(shape=(4,))
            m = keras.models.Model(i, L.Dense(3, activation=None if logits else "softmax", name="out")(i))
            return m, optimizer(), loss(), metrics()

        def targets(rng, y):
            indices = rng.randint(0, 3, len(y))
            return indices.reshape(-1, 1).astype("float32") if sparse else np.eye(3, dtype="float32")[indices]

        f.targets, f.eager = targets, True
        models[name] = f

    def both(name, cls, **how):
        """By default and otherwise."""
        key, wrap = next(iter(how.items()))
        sparse = cls.__name__ in SPARSE
        add(name, **{key: lambda: wrap(cls(**needs(cls)))}, sparse=sparse)
        other = {**needs(cls), **arguments(cls, OTHER)}
        if other != needs(cls):
            add(name + "_other", **{key: lambda: wrap(cls(**other))}, sparse=sparse, logits="from_logits" in other)

    for name, cls in classes(keras.optimizers).items():
        both("optimizer_" + name, cls, optimizer=lambda o: o)
    for name, cls in classes(keras.optimizers.legacy).items():
        both("legacy_" + name, cls, optimizer=lambda o: o)
    for name, cls in classes(keras.losses).items():
        both("loss_" + name, cls, loss=lambda o: o)
    for name, cls in classes(keras.metrics).items():
        both("metric_" + name, cls, metrics=lambda o: [o])
    for name in sorted({n.lower(): n for n in functions(keras.losses)}.values()):  # MSE and mse are one file on many disks
        add("loss_named_" + name, loss=lambda name=name: name, sparse=name.startswith("sparse"))
    for name in sorted({n.lower(): n for n in functions(keras.metrics)}.values()):
        if name not in ("KLD", "kld", "kl_divergence") and "focal" not in name:  # Keras 2.15 does not know them by name
            add("metric_named_" + name, metrics=lambda name=name: [name], sparse=name.startswith("sparse"))
    add("metrics_named", metrics=lambda: ["acc", "accuracy", "ce", "crossentropy", "AUC", "Precision", "Recall"])
    add("metrics_given", metrics=lambda: [keras.metrics.mse, keras.metrics.categorical_crossentropy, keras.metrics.poisson])
    add("metrics_by_output", metrics=lambda: {"out": ["mae", keras.metrics.AUC(name="area")]})
    add("metrics_sparse", metrics=lambda: ["acc", "accuracy", "ce"], loss=lambda: "sparse_categorical_crossentropy", sparse=True)

    def masked(name, output, metrics=list):
        def f():
            i = L.Input(shape=(6,))
            words, others = L.Embedding(20, 4, mask_zero=True)(i), L.Embedding(20, 4)(i)
            return keras.models.Model(i, output(words, others)), "sgd", "mse", metrics()

        f.indices, f.eager = True, True
        models["masked_" + name] = f

    masked("output", lambda a, b: L.Dense(3)(a))
    masked("output_of_a_residual", lambda a, b: L.Dense(3)(L.Add()([a, L.Activation("tanh")(a)])))
    masked("output_merged", lambda a, b: L.Dense(3)(L.Average()([a, b])))
    masked("output_means", lambda a, b: L.Dense(3)(a), lambda: ["mae", keras.metrics.CosineSimilarity()])
    masked("output_counts", lambda a, b: L.Dense(3)(a), lambda: [keras.metrics.RootMeanSquaredError()])

    def frozen_regularizer():
        i = L.Input(shape=(4,))
        frozen = L.Dense(3, kernel_regularizer="l2", trainable=False)(i)
        return keras.models.Model(i, L.Dense(3)(frozen)), "sgd", "mse"

    frozen_regularizer.eager = True
    models["frozen_regularizer"] = frozen_regularizer

    schedules = keras.optimizers.schedules
    made = dict(
        ExponentialDecay=lambda: schedules.ExponentialDecay(0.1, 2, 0.9),
        ExponentialDecay_staircase=lambda: schedules.ExponentialDecay(0.1, 2, 0.9, staircase=True, name="stairs"),
        PiecewiseConstantDecay=lambda: schedules.PiecewiseConstantDecay([1, 3], [0.1, 0.05, 0.01]),
        PolynomialDecay=lambda: schedules.PolynomialDecay(0.1, 10),
        PolynomialDecay_cycle=lambda: schedules.PolynomialDecay(0.1, 2, end_learning_rate=0.01, power=2.0, cycle=True),
        InverseTimeDecay=lambda: schedules.InverseTimeDecay(0.1, 2, 0.5),
        InverseTimeDecay_staircase=lambda: schedules.InverseTimeDecay(0.1, 2, 0.5, staircase=True),
        CosineDecay=lambda: schedules.CosineDecay(0.1, 10),
        CosineDecay_warmup=lambda: schedules.CosineDecay(0.1, 10, alpha=0.1, warmup_target=0.3, warmup_steps=5),
        CosineDecayRestarts=lambda: schedules.CosineDecayRestarts(0.1, 3),
        CosineDecayRestarts_other=lambda: schedules.CosineDecayRestarts(0.1, 2, t_mul=1.5, m_mul=0.8, alpha=0.1),
    )
    for name, schedule in made.items():
        add("schedule_" + name, optimizer=lambda s=schedule: keras.optimizers.Adam(s()))
        add("legacy_schedule_" + name, optimizer=lambda s=schedule: keras.optimizers.legacy.SGD(s()))
    return models
