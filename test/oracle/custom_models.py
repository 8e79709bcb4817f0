"""Models with layers of the user's own, as people write them for Keras 2 and, with a build(), for Keras 3."""


def custom_objects(keras):
    """The classes of a file, by their names: for Keras 2 or 3."""
    L = keras.layers
    is_keras_3 = hasattr(keras, "ops")

    def build(layers, shape):
        """Keras 3 makes the weights of layers in a layer only where its build() has them built."""
        if is_keras_3:
            for layer in layers:
                layer.build(shape)

    class Block(L.Layer):
        """Layers in attributes, one of them a model, with weights that are not trained."""

        def __init__(self, units=4, **kwargs):
            super().__init__(**kwargs)
            self.units = units
            self.second = L.Dense(units)
            self.first = keras.Sequential([L.Dense(units, activation="tanh"), L.Dropout(0.1), L.Dense(units), L.Dense(units)])
            self.norm = L.BatchNormalization()

        def build(self, shape):
            build([self.second, self.first, self.norm], shape)
            super().build(shape)

        def call(self, x, training=None):
            return x + self.second(self.norm(self.first(x, training=training), training=training))

        def get_config(self):
            return {**super().get_config(), "units": self.units}

    class Attending(L.Layer):
        def build(self, shape):
            self.attention = L.MultiHeadAttention(2, 3)
            if is_keras_3:
                self.attention.build(shape, shape)
            super().build(shape)

        def call(self, x):
            return x + self.attention(x, x)

    class Stack(L.Layer):
        """Layers in a list and in a dictionary, and weights of its own."""

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.steps = [L.Dense(4, activation="tanh") for _ in range(3)]
            self.ends = {"z": L.Dense(4), "a": L.Dense(4)}

        def build(self, shape):
            self.scale = self.add_weight(name="scale", shape=(4,), initializer="ones")
            build([*self.steps, *self.ends.values()], shape)
            super().build(shape)

        def call(self, x):
            for layer in self.steps:
                x = layer(x)
            return self.ends["a"](self.ends["z"](x)) * self.scale

    class Twice(L.Wrapper):
        def build(self, shape=None):
            if not self.layer.built:
                self.layer.build(shape)
                self.layer.built = True
            self.built = True

        def call(self, x):
            return 2.0 * self.layer(x)

    class Affine(L.Layer):
        """Weights of its own, one of which is not trained."""

        def build(self, shape):
            self.offset = self.add_weight(name="offset", shape=(shape[-1],), initializer="zeros", trainable=False)
            self.factor = self.add_weight(name="factor", shape=(shape[-1],), initializer="ones")
            super().build(shape)

        def call(self, x):
            return x * self.factor + self.offset

        def compute_output_shape(self, shape):
            return shape

    class Doubled(L.LSTM):
        """A class that extends one of Keras's."""

        if is_keras_3:

            def call(self, sequences, initial_state=None, mask=None, training=False):
                return 2.0 * super().call(sequences, initial_state=initial_state, mask=mask, training=training)

        else:

            def call(self, inputs, mask=None, training=None, initial_state=None):
                return 2.0 * super().call(inputs, mask=mask, training=training, initial_state=initial_state)

            def get_config(self):
                config = super().get_config()
                return {key: config[key] for key in config if key not in ("time_major", "implementation")}

    class Holder(L.Layer):
        """Layers and an initializer in its settings, in lists and dictionaries too."""

        def __init__(self, inner, more=(), start="zeros", table=None, **kwargs):
            super().__init__(**kwargs)
            made = lambda layer: L.deserialize(layer) if isinstance(layer, dict) else layer
            self.inner, self.more = made(inner), [made(layer) for layer in more]
            self.table = {key: made(layer) for key, layer in (table or {}).items()}
            self.start = keras.initializers.get(start)

        def parts(self):
            return [self.inner, *self.more, *self.table.values()]

        def build(self, shape):
            build(self.parts(), shape)
            super().build(shape)

        def call(self, x):
            for layer in self.parts():
                x = layer(x)
            return x

        def get_config(self):
            settings = {
                "inner": L.serialize(self.inner),
                "more": [L.serialize(layer) for layer in self.more],
                "table": {key: L.serialize(layer) for key, layer in self.table.items()},
                "start": keras.initializers.serialize(self.start),
            }
            return {**super().get_config(), **settings}

    return {one.__name__: one for one in (Block, Attending, Stack, Twice, Affine, Doubled, Holder)}


def build(L, keras, tf):
    models = {}
    own = custom_objects(keras)

    def one(name, shape, make, **settings):
        def f():
            i = L.Input(shape=shape)
            return keras.Model(i, L.Dense(2, name="out")(make(**settings)(i)), name="m"), None, None

        models[name] = f

    one("Block", (4,), own["Block"])
    one("Attending", (5, 4), own["Attending"])
    one("Stack", (4,), own["Stack"])
    one("Affine", (4,), own["Affine"])
    one("Doubled", (5, 4), own["Doubled"], units=3)
    one("Twice_Dense", (4,), own["Twice"], layer=L.Dense(5, activation="relu"))
    one("Twice_DepthwiseConv2D", (6, 6, 2), own["Twice"], layer=L.DepthwiseConv2D(3))
    one("Twice_BatchNormalization", (4,), own["Twice"], layer=L.BatchNormalization())
    one("TimeDistributed_Affine", (5, 4), lambda: L.TimeDistributed(own["Affine"]()))
    start = keras.initializers.Constant(2.0)
    one("Holder", (4,), lambda: own["Holder"](L.Dense(4), [L.Dense(4), own["Affine"]()], start, {"a": L.Dense(4)}))

    def nested(name, make):
        def f():
            i, j = L.Input(shape=(4,)), L.Input(shape=(4,))
            x = L.BatchNormalization()(L.Dense(4)(make()(L.Dense(4)(j))))
            return keras.Model(i, L.Dense(2)(keras.Model(j, x, name="sub")(i)), name="m"), None, None

        models[name] = f

    nested("nested_Block", own["Block"])
    nested("nested_Affine", own["Affine"])
    nested("nested_Block_frozen", lambda: own["Block"](trainable=False))

    def sequential():
        layers = [own["Block"](input_shape=(4,)), own["Affine"](), L.Dense(2)]
        return keras.Sequential(layers, name="m"), None, None

    models["Sequential"] = sequential
    return models
