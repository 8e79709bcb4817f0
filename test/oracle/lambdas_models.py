"""Models with Lambda layers: what people write in them, and the places where they stand."""
import numpy as np


def build(L, keras, tensorflow):
    global K, tf  # as in people's scripts: what a function finds in its module is not saved
    K, tf = keras.backend, tensorflow
    models = {}
    M, S = keras.models.Model, keras.models.Sequential

    def model(make):
        models[make.__name__] = lambda: (make(), None, None)

    def case(name, function, *shapes, **given):
        """A Lambda on inputs of these shapes, a list of them where there are several; a shape may carry its dtype."""
        def make():
            inputs = [L.Input(s[0], dtype=s[1]) if s and isinstance(s[0], tuple) else L.Input(s) for s in shapes]
            inputs = inputs if len(inputs) > 1 else inputs[0]
            return M(inputs, L.Lambda(function, **given)(inputs))
        models[name] = lambda: (make(), None, None)

    V, Q, IM = (6,), (4, 3), (6, 5, 3)

    # ---- functions ----------------------------------------------------------------------------------
    case("identity", lambda x: x, V)
    case("rescaled", lambda x: x / 127.5 - 1.0, IM)
    case("integers_cast", lambda x: tf.cast(x, tf.float32) / 255.0, ((4, 4, 1), "uint8"))
    case("polynomial", lambda x: 1 - 3 * x + x ** 3, V)
    case("channel_means", lambda x: x[..., ::-1] - [103.5, 116.25, 123.75], IM)
    case("last_step", lambda x: x[:, -1, :], Q)
    case("every_second", lambda x: x[:, ::2], V)
    case("new_axes", lambda x: x[:, None] * x[:, :, None], V)
    case("squared_root", lambda x: K.sqrt(x), V)
    case("clipped_crossed", lambda x: K.clip(x, 0.5, -0.5), V)
    case("leaky", lambda x: K.relu(x, alpha=0.1, max_value=1.5), V)
    case("hard_sigmoid", lambda x: K.hard_sigmoid(x), V)
    case("normalized_whole", lambda x: K.l2_normalize(x), V)
    case("normalized", lambda x: K.l2_normalize(x, axis=-1), Q)
    case("mean_of_batch", lambda x: x - K.mean(x, keepdims=True), V)
    case("moments", lambda x: (x - K.mean(x, axis=-1, keepdims=True)) / (K.std(x, axis=-1, keepdims=True) + K.epsilon()), Q)
    case("softmax_of_steps", lambda x: K.softmax(x, axis=1), Q)
    case("largest", lambda x: K.cast(K.argmax(x), "float32"), Q)
    case("one_hot", lambda i: K.one_hot(K.cast(i, "int32"), 4), ((3,), "int32"))
    case("repeated", lambda x, n: K.repeat_elements(x, n, axis=2), Q, arguments={"n": 2})
    case("padded", lambda x: K.spatial_2d_padding(x, padding=((1, 1), (2, 0))), IM)
    case("pooled", lambda x: K.pool2d(x, (2, 2), strides=(2, 2), padding="same", pool_mode="avg"), IM)
    case("resized", lambda x: tf.image.resize(x, (9, 4)), IM)
    case("resized_by_corners", lambda x: tf.compat.v1.image.resize_bilinear(x, (9, 4)), IM)
    case("resized_with_corners_aligned", lambda x: tf.compat.v1.image.resize_images(x, (4, 9), align_corners=True), IM)
    case("resized_nearest", lambda x: tf.compat.v1.image.resize_nearest_neighbor(x, (9, 4)), IM)
    case("local_response", lambda x: tf.nn.local_response_normalization(x, depth_radius=1, bias=2.0, alpha=0.5, beta=0.75), IM)
    case("gated", lambda x: x * K.sigmoid(x), V)
    case("infinite_on_the_way", lambda x: K.cast(x * 1e30 * 1e30 / 1e30 > 1.0, "float32"), V)
    case("integers_divided", lambda x: x / 3, ((4,), "int32"))
    case("split", lambda x: tf.split(x, 3, axis=-1), V)
    case("two_outputs", lambda x: (x[:, :2], x[:, 2:]), V)
    case("shuffled", lambda x: K.reshape(K.permute_dimensions(K.reshape(x, (-1, 3, 2)), (0, 2, 1)), (-1, K.int_shape(x)[1])), V)
    case("batch_reshaped", lambda x: tf.reshape(x, [tf.shape(x)[0], -1, 2]), V)
    case("listed", lambda x: K.concatenate([x[:, i:i + 1] * (i + 1) for i in range(3)], axis=1), V)
    case("equal", lambda x: tf.cast(tf.round(x) == 1.0, tf.float32), V)
    case("difference", lambda x: K.abs(x[0] - x[1]), V, V)
    case("distance", lambda x: K.sqrt(K.sum(K.square(x[0] - x[1]), axis=1, keepdims=True)), V, V)
    case("products", lambda x: K.batch_dot(x[0], x[1], axes=[2, 2]), (3, 4), (5, 4))
    case("product_of_vectors", lambda x: K.batch_dot(x[0], x[1], axes=1), V, V)
    case("product_with_vector", lambda x: K.batch_dot(x[0], x[1], axes=[2, 1]), (3, 4), (4,))
    case("matrices", lambda x: tf.matmul(x[0], x[1], transpose_b=True), (3, 4), (2, 4))
    case("sums", lambda xs: sum(x * 0.5 for x in xs), V, V, V)
    case("array_given", lambda x, mean: x - mean, Q, arguments={"mean": np.array([0.1, 0.2, 0.3], "float32")})
    case("prepared", keras.applications.mobilenet_v2.preprocess_input, IM)
    case("kernel_as_it_is", tf.nn.relu, V)

    @model
    def closure():
        scale, axes = 0.3, (1, 2)
        i = L.Input(Q); return M(i, L.Lambda(lambda x: K.mean(x, axis=axes, keepdims=True) * scale)(i))

    @model
    def branches():
        def reduce_it(x, how="mean"):
            """How is known."""
            if how == "mean":
                return K.mean(x, axis=1)
            return K.max(x, axis=1)
        i = L.Input(Q); return M(i, L.Lambda(reduce_it, arguments={"how": "max"})(i))

    @model
    def activation():
        return S([L.Dense(4, activation=lambda x: x * K.tanh(K.softplus(x)), input_shape=V), L.Dense(2, activation=lambda x: tf.nn.relu(x)), L.Dense(3)])

    # ---- places -------------------------------------------------------------------------------------
    @model
    def first_in_sequential():
        return S([L.Lambda(lambda x: x / 255.0 - 0.5, input_shape=(6, 5, 3)), L.Conv2D(2, 3), L.Flatten(), L.Dense(2)])

    @model
    def operations_in_sequential():
        return S([L.Lambda(lambda x: x ** 2, input_shape=V), L.Dense(4), L.Lambda(lambda x: K.l2_normalize(x, axis=1)), L.Dense(2), L.Lambda(lambda x: K.exp(x))])

    @model
    def nested():
        inner = S([L.Dense(4, input_shape=V), L.Lambda(lambda x: x[:, :2] * x[:, 2:])], name="inner")
        i = L.Input(V); return M(i, L.Dense(1)(inner(i)))

    @model
    def siamese():
        a, b, shared = L.Input(V), L.Input(V), L.Dense(3)
        apart = L.Lambda(lambda x: K.abs(x[0] - x[1]))([shared(a), shared(b)])
        return M([a, b], L.Dense(1, activation="sigmoid")(apart))

    @model
    def called_twice():
        a, b, half = L.Input(V), L.Input((3,)), L.Lambda(lambda x: K.sum(x, axis=1, keepdims=True) * 0.5)
        return M([a, b], L.Concatenate()([half(a), half(b)]))

    @model
    def step_by_step():
        i = L.Input((4, 6, 5, 3)); return M(i, L.TimeDistributed(L.Lambda(lambda x: K.max(x, axis=[1, 2])))(i))

    @model
    def in_a_row():
        i = x = L.Input(V)
        for width in (5, 4, 3):
            x = L.Lambda(lambda x, n: x[:, :n] * x[:, 1:n + 1], arguments={"n": width})(x)
        return M(i, x)

    @model
    def mask_is_lost():
        i = L.Input((6,), dtype="int32"); x = L.Embedding(20, 4, mask_zero=True)(i)
        return M(i, L.LSTM(2)(L.Lambda(lambda x: x * 2.0)(x)))

    @model
    def half_cast():
        i = L.Input(V, dtype="float64"); return M(i, L.Lambda(lambda x: x + 1)(i))

    @model
    def named_like_operations():
        i = L.Input(V); x = L.Lambda(lambda x: K.mean(x * 2, axis=1, keepdims=True), name="multiply")(i)
        return M(i, L.Lambda(lambda x: K.square(x), name="mean")(x))

    return models
