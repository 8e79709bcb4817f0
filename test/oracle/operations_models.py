"""One tiny functional model for each TensorFlow operation that Keras 2 turned into a layer of the graph."""
import numpy as np


def build(L, keras, tf):
    models = {}
    M = keras.models.Model
    I = L.Input

    def case(name, fn, *shapes, **kw):
        """fn(*inputs) -> output(s); a shape may carry its dtype: ((3,), "int32")."""
        def make():
            inputs = []
            for shape in shapes:
                dtype = "float32"
                if shape and isinstance(shape[0], tuple):
                    shape, dtype = shape
                inputs.append(I(shape=shape, dtype=dtype, **kw))
            return M(inputs if len(inputs) > 1 else inputs[0], fn(*inputs)), None, None
        models[name] = make

    V, W, S, X, Y, IM = (6,), (4,), (8, 6), (3, 4), (4, 5), (8, 6, 3)
    IV = ((6,), "int32")
    f32 = lambda t: tf.cast(t, "float32")
    pos = lambda t: tf.square(t) + 0.1

    # ---- arithmetic ---------------------------------------------------------------------------------
    case("add_const", lambda x: x + 2.0, V)
    case("add_int_const", lambda x: x + 2, V)
    case("radd_const", lambda x: 1 + x, V)
    case("add_tensors", lambda x, y: x + y, V, V)
    case("add_list", lambda x: x + [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], V)
    case("add_column", lambda x: x + np.arange(4, dtype="float32").reshape(4, 1), (3, 4, 4))
    case("add_row_of_columns", lambda x: x + np.arange(4, dtype="float32").reshape(1, 4, 1), (4, 4))
    case("add_list_broadcast", lambda x: L.Dense(2)(L.Flatten()(x + np.ones((1, 3), "float32"))), (4, 1))
    case("add_tf_constant", lambda x: x + tf.constant([1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), V)
    case("add_scalar_constant", lambda x: x + tf.constant(3.0), V)
    case("tf_add", lambda x, y: tf.add(x, y), V, V)
    case("tf_math_add", lambda x: tf.math.add(x, 1.5), V)
    case("add_broadcast", lambda x, y: x + y, (3, 1), (1, 4))
    case("add_broadcast_of_the_batch", lambda x, y: x + y, (2,), (1,))  # as many numbers as samples
    case("add_n", lambda x, y: tf.add_n([x, y, x]), V, V)
    case("sub_const", lambda x: x - 0.5, V)
    case("rsub_const", lambda x: 1 - x, V)
    case("rsub_list", lambda x: [1.0, 2.0, 3.0, 4.0, 5.0, 6.0] - x, V)
    case("tf_subtract_kw", lambda x: tf.subtract(x=3.0, y=x), V)
    case("sub_tensors", lambda x, y: x - y, V, V)
    case("mul_const", lambda x: x * 2.0, V)
    case("rmul_const", lambda x: 2 * x, V)
    case("tf_multiply", lambda x, y: tf.multiply(x, y), V, V)
    case("scalar_mul", lambda x: tf.math.scalar_mul(2.5, x), V)
    case("div_const", lambda x: x / 3.0, V)
    case("rdiv_const", lambda x: 2 / pos(x), V)
    case("tf_divide", lambda x: tf.divide(x, 4.0), V)
    case("tf_divide_int", lambda x: tf.divide(x, 4), IV)
    case("truediv_int", lambda x: f32(x / 4), IV)
    case("divide_no_nan", lambda x, y: tf.math.divide_no_nan(x, tf.nn.relu(y)), V, V)
    case("multiply_no_nan", lambda x, y: tf.math.multiply_no_nan(x, tf.nn.relu(y)), V, V)
    case("floordiv_float", lambda x: x // 0.7, V)
    case("floordiv_int", lambda x: f32((x - 7) // 4), IV)
    case("rfloordiv", lambda x: 3.0 // pos(x), V)
    case("mod_float", lambda x: x % 0.7, V)
    case("mod_int", lambda x: f32((x - 7) % 4), IV)
    case("tf_math_mod_neg", lambda x: tf.math.mod(x, -0.7), V)
    case("pow_const", lambda x: x ** 2, V)
    case("rpow_const", lambda x: 2.0 ** x, V)
    case("tf_pow", lambda x: tf.pow(pos(x), 0.5), V)
    case("neg", lambda x: -x, V)
    case("tf_negative", lambda x: tf.negative(x), V)
    case("abs_builtin", lambda x: abs(x), V)
    case("squared_difference", lambda x, y: tf.math.squared_difference(x, y), V, V)
    case("maximum", lambda x, y: tf.maximum(x, y), V, V)
    case("minimum_const", lambda x: tf.minimum(x, 0.3), V)
    case("int_add_mul", lambda x: f32(x * 3 + 1), IV)
    case("int_sub_cast", lambda x: tf.cast(x, tf.float32) / 255.0, IV)
    case("accumulate_n", lambda x, y: tf.math.accumulate_n([x, y]), V, V)
    case("uint8_scaling", lambda x: tf.cast(x, tf.float32) * (1.0 / 255) - 0.5, ((8, 6, 3), "uint8"))

    # ---- element-wise -----------------------------------------------------------------------------------
    for n in ("abs", "exp", "sin", "cos", "tan", "tanh", "sinh", "cosh", "asinh", "atan", "square", "sign", "floor", "ceil",
              "sigmoid", "softplus", "softsign", "expm1", "erf", "round", "rint", "log_sigmoid"):
        case("math_" + n, (lambda n: lambda x: getattr(tf.math, n)(x))(n), V)
    for n in ("log", "sqrt", "rsqrt", "log1p", "reciprocal", "reciprocal_no_nan", "lgamma", "digamma"):
        case("math_" + n, (lambda n: lambda x: getattr(tf.math, n)(pos(x)))(n), V)
    for n in ("acos", "asin", "atanh", "erfinv"):
        case("math_" + n, (lambda n: lambda x: getattr(tf.math, n)(tf.tanh(x)))(n), V)
    case("math_acosh", lambda x: tf.math.acosh(pos(x) + 1.0), V)
    case("math_atan2", lambda x, y: tf.math.atan2(x, y), V, V)
    case("math_xlogy", lambda x, y: tf.math.xlogy(x, pos(y)), V, V)
    case("tf_identity", lambda x: tf.identity(x), V)
    case("stop_gradient", lambda x: tf.stop_gradient(x) * 2.0, V)
    case("zeros_like", lambda x: tf.zeros_like(x) + 1.0, V)
    case("ones_like", lambda x: tf.ones_like(x) * x, V)
    case("ones_like_int", lambda x: f32(tf.ones_like(x, dtype=tf.int32)), V)
    case("clip_by_value", lambda x: tf.clip_by_value(x, -0.5, 0.5), V)
    case("clip_by_tensor", lambda x, y: tf.clip_by_value(x, -tf.abs(y), tf.abs(y)), V, V)
    case("cast_int_float", lambda x: tf.cast(tf.cast(x, tf.int32), tf.float32), V)
    case("cast_float16", lambda x: tf.cast(tf.cast(x, "float16") * 2.0, "float32"), V)
    case("cast_bool", lambda x: tf.cast(tf.cast(x, tf.bool), tf.float32), V)
    case("saturate_cast", lambda x: f32(tf.saturate_cast(x * 300.0, tf.uint8)), V)
    case("convert_to_tensor", lambda x: tf.convert_to_tensor(x) + 1.0, V)
    case("is_finite", lambda x: f32(tf.math.is_finite(x / tf.nn.relu(x))), V)
    case("is_nan", lambda x: f32(tf.math.is_nan(tf.sqrt(x))), V)

    # ---- comparison and logic ---------------------------------------------------------------------------
    case("greater_op", lambda x: f32(x > 0.0), V)
    case("less_op", lambda x: f32(x < 0.1), V)
    case("ge_tensors", lambda x, y: f32(x >= y), V, V)
    case("le_fn", lambda x, y: f32(tf.less_equal(x, y)), V, V)
    case("equal_fn", lambda x: f32(tf.equal(x, 3)), IV)
    case("not_equal_fn", lambda x: f32(tf.not_equal(x, 3)), IV)
    case("eq_op", lambda x: f32(x == 3), IV)
    case("ne_op", lambda x: f32(x != 0), IV)
    case("logical_and", lambda x: f32(tf.logical_and(x > 0.0, x < 1.0)), V)
    case("logical_ops", lambda x: f32((x > 0.5) | ~(x > -0.5)), V)
    case("and_xor_ops", lambda x, y: f32(((x > 0.) & (y > 0.)) ^ (x > y)), V, V)
    case("logical_not", lambda x: f32(tf.math.logical_not(x > 0)), V)
    case("where3", lambda x, y: tf.where(x > 0.0, x, y), V, V)
    case("where_const", lambda x: tf.where(x > 0.0, x, 0.0), V)
    case("where_consts", lambda x: tf.where(x > 0.0, 1.0, -1.0), V)
    case("where_zeros", lambda x: tf.where(x > 0.0, x, tf.zeros_like(x)), V)
    case("reduce_any", lambda x: f32(tf.reduce_any(x > 1.0, axis=-1)), S)
    case("reduce_all", lambda x: f32(tf.math.reduce_all(x > -1.0, axis=1, keepdims=True)), S)

    # ---- slicing ------------------------------------------------------------------------------------------
    case("slice_last", lambda x: x[:, -1], S)
    case("slice_range", lambda x: x[:, 1:5], S)
    case("slice_step", lambda x: x[:, ::2, 1:], S)
    case("slice_reverse", lambda x: x[:, ::-1], S)
    case("slice_ellipsis", lambda x: x[..., 0], S)
    case("slice_ellipsis_mid", lambda x: x[:, ..., 1:3], IM)
    case("slice_newaxis", lambda x: x[:, tf.newaxis], S)
    case("slice_newaxis_end", lambda x: x[..., None], S)
    case("slice_neg", lambda x: x[:, -3:, :-1], S)
    case("slice_batch", lambda x: x[0:1] + x, V)
    case("slice_channels", lambda x: x[..., ::-1], IM)
    case("slice_single", lambda x: x[0], S)
    case("slice_two_ints", lambda x: x[:, 0, 1], IM)
    case("tf_slice", lambda x: tf.slice(x, [0, 1, 2], [-1, 3, -1]), S)
    case("strided_slice", lambda x: tf.strided_slice(x, [0, 1, 0], [2, 7, 6], [1, 2, 1]), S)
    case("gather_axis", lambda x: tf.gather(x, [0, 2, 5], axis=1), S)
    case("gather_scalar", lambda x: tf.gather(x, 2, axis=-1), S)
    case("gather_2d", lambda x: tf.gather(x, [[0, 1], [2, 3]], axis=1), S)
    case("gather_table", lambda i: tf.gather(tf.constant(np.arange(60, dtype="float32").reshape(15, 4)), i), IV)
    case("gather_batch_dims", lambda x, i: tf.gather(x, tf.math.floormod(i, 6), batch_dims=1), V, ((3,), "int32"))
    case("gather_nd", lambda x: tf.gather_nd(x, [[0, 1], [1, 2]]), S)
    case("gather_nd_places", lambda x, i: tf.gather_nd(x, tf.expand_dims(tf.math.floormod(i, 8), -1), batch_dims=1), S, ((3,), "int32"))
    case("gather_nd_numbers", lambda x, i: tf.gather_nd(x, tf.stack([tf.math.floormod(i, 8), tf.math.floormod(i, 6)], -1), batch_dims=1), S, ((3,), "int32"))
    case("boolean_mask_axis", lambda x: tf.boolean_mask(x, [True, False, True, True, False, False], axis=1), V)

    # ---- shapes ---------------------------------------------------------------------------------------------
    case("reshape_neg", lambda x: tf.reshape(x, [-1, 48]), S)
    case("reshape_neg_split", lambda x: tf.reshape(x, (-1, 8, 2, 3)), S)
    case("reshape_mix", lambda x: tf.reshape(x, [-1, 6]), S)
    case("reshape_shape", lambda x: tf.reshape(x, [tf.shape(x)[0], 48]), S)
    case("reshape_shape_neg", lambda x: tf.reshape(x, (tf.shape(x)[0], -1, 3)), S)
    case("reshape_stack", lambda x: tf.reshape(x, tf.stack([tf.shape(x)[0], 6, 8])), S)
    case("reshape_flat", lambda x: tf.reshape(x, [-1]), S)
    case("reshape_dense", lambda x: L.Dense(3)(tf.reshape(x, [-1, 48])), S)
    case("transpose", lambda x: tf.transpose(x, [0, 2, 1]), S)
    case("transpose_kw", lambda x: tf.transpose(x, perm=(0, 3, 1, 2)), IM)
    case("transpose_none", lambda x: tf.transpose(tf.transpose(x)), S)
    case("matrix_transpose", lambda x: tf.linalg.matrix_transpose(x), S)
    case("expand_dims", lambda x: tf.expand_dims(x, -1), V)
    case("expand_dims1", lambda x: tf.expand_dims(x, axis=1), V)
    case("squeeze", lambda x: tf.squeeze(x, axis=-1), (5, 1))
    case("squeeze_list", lambda x: tf.squeeze(x, [1, 2]), (1, 1, 5))
    case("squeeze_all", lambda x: tf.squeeze(x), (1, 5))
    case("tile", lambda x: tf.tile(x, [1, 3]), V)
    case("tile3", lambda x: tf.tile(tf.expand_dims(x, 1), [1, 4, 1]), V)
    case("tile_dynamic", lambda x, y: tf.tile(x, tf.stack([1, tf.shape(y)[1]])), V, S)
    case("repeat", lambda x: tf.repeat(x, 2, axis=1), S)
    case("repeat_each", lambda x: tf.repeat(x, repeats=[1, 0, 2], axis=-1), (3,))
    case("broadcast_to", lambda x: tf.broadcast_to(x, [2, 3, 4]), (1, 4))
    case("concat", lambda x, y: tf.concat([x, y], axis=-1), S, S)
    case("concat_axis1", lambda x, y: tf.concat([x, y, x], 1), S, S)
    case("concat_axis0", lambda x, y: tf.concat([x, y], 0), V, V)
    case("concat_const", lambda x: tf.concat([x, tf.zeros_like(x)], -1), V)
    case("concat_kw", lambda x, y: tf.concat(values=[x, y], axis=1), V, V)
    case("stack", lambda x, y: tf.stack([x, y], axis=1), V, V)
    case("stack_last", lambda x, y: tf.stack([x, y], -1), V, V)
    case("stack_default", lambda x, y: tf.stack([x, y])[0], V, V)
    case("unstack", lambda x: tf.unstack(x, axis=1)[2], X)
    case("unstack_all", lambda x: (lambda u: u[0] + u[1] * 2.0 + u[2])(tf.unstack(x, 3, 1)), X)
    case("split", lambda x: tf.split(x, 2, axis=-1)[1], V)
    case("split_sizes", lambda x: tf.split(x, [1, 2, 3], axis=1), V)
    case("split_sizes_neg", lambda x: tf.split(x, [1, -1], axis=-1)[1], V)
    case("split_3", lambda x: (lambda s: s[0] * s[1] + s[2])(tf.split(x, num_or_size_splits=3, axis=-1)), V)
    case("pad", lambda x: tf.pad(x, [[0, 0], [1, 2], [0, 1]]), S)
    case("pad_value", lambda x: tf.pad(x, [[0, 0], [1, 2]], constant_values=1.5), V)
    case("pad_reflect", lambda x: tf.pad(x, [[0, 0], [1, 1], [2, 2], [0, 0]], mode="REFLECT"), IM)
    case("pad_symmetric", lambda x: tf.pad(x, [[0, 0], [2, 1]], "SYMMETRIC"), V)
    case("reverse", lambda x: tf.reverse(x, [1]), S)
    case("reverse_list", lambda x: tf.reverse(x, axis=[1, -1]), S)
    case("roll", lambda x: tf.roll(x, 2, axis=1), S)
    case("roll_multi", lambda x: tf.roll(x, [1, -2], [1, 2]), S)
    case("space_to_depth", lambda x: tf.nn.space_to_depth(x, 2), IM)
    case("depth_to_space", lambda x: tf.nn.depth_to_space(x, 2), (3, 5, 8))
    case("shape_batch", lambda x: f32(tf.shape(x)), S)
    case("shape_index", lambda x: x * f32(tf.shape(x)[1]), S)
    case("ensure_shape", lambda x: tf.ensure_shape(x, [None, 6]), V)
    case("size", lambda x: x / f32(tf.size(x)), V)
    case("meshgrid", lambda x: tf.meshgrid(x[0], x[1])[1], S[1:])
    case("sequence_mask", lambda i: f32(tf.sequence_mask(i, 15)), IV)
    case("one_hot", lambda i: tf.one_hot(i, 15), IV)
    case("one_hot_axis", lambda i: tf.one_hot(i, depth=15, axis=1), IV)
    case("one_hot_values", lambda i: tf.one_hot(i, 15, on_value=2.0, off_value=-1.0), IV)
    case("zeros_batch", lambda x: x + tf.zeros((tf.shape(x)[0], 6)), V)
    case("fill_batch", lambda x: x + tf.fill([tf.shape(x)[0], 6], 2.0), V)
    case("linalg_diag", lambda x: tf.linalg.diag(x), V)
    case("linalg_diag_part", lambda x: tf.linalg.diag_part(x), (4, 4))
    case("band_part", lambda x: tf.linalg.band_part(x, -1, 0), (4, 4))
    case("band_part_upper", lambda x: tf.linalg.band_part(x, 0, -1), (4, 4))
    case("range_len", lambda x: x * f32(tf.range(6)), V)

    # ---- reductions --------------------------------------------------------------------------------------
    for n in ("reduce_mean", "reduce_sum", "reduce_max", "reduce_min", "reduce_prod", "reduce_logsumexp", "reduce_std", "reduce_variance", "reduce_euclidean_norm"):
        case(n, (lambda n: lambda x: getattr(tf.math, n)(x, axis=-1))(n), S)
        case(n + "_keep", (lambda n: lambda x: getattr(tf.math, n)(x, axis=[1, 2], keepdims=True))(n), IM)
    case("reduce_mean_positional", lambda x: tf.reduce_mean(x, 1, True), S)
    case("reduce_mean_all", lambda x: x - tf.reduce_mean(x), S)
    case("reduce_mean_int", lambda x: f32(tf.reduce_mean(x, axis=-1)), IV)
    case("reduce_mean_int_neg", lambda x: f32(tf.reduce_mean(x - 15, axis=-1)), IV)
    case("reduce_sum_int", lambda x: f32(tf.reduce_sum(x, -1)), IV)
    case("reduce_sum_axis0", lambda x: tf.reduce_sum(x, axis=0, keepdims=True) + x, V)
    case("count_nonzero", lambda x: f32(tf.math.count_nonzero(x, axis=-1)), IV)
    case("argmax", lambda x: f32(tf.argmax(x, axis=-1)), S)
    case("argmax_default", lambda x: f32(tf.argmax(x)), S)
    case("argmin", lambda x: f32(tf.math.argmin(x, 1)), S)
    case("argmax_raw", lambda x: tf.argmax(x, axis=-1, output_type=tf.int32), S)
    case("cumsum", lambda x: tf.cumsum(x, axis=1), S)
    case("cumsum_exclusive", lambda x: tf.cumsum(x, axis=1, exclusive=True), S)
    case("cumsum_reverse", lambda x: tf.cumsum(x, axis=-1, reverse=True), S)
    case("cumprod", lambda x: tf.math.cumprod(x, axis=1), S)
    case("norm", lambda x: tf.norm(x, axis=-1), S)
    case("norm_1", lambda x: tf.norm(x, ord=1, axis=1, keepdims=True), S)
    case("norm_inf", lambda x: tf.norm(x, ord=np.inf, axis=-1), S)
    case("norm_all_but", lambda x: tf.norm(x, axis=[1, 2], ord="fro"), S)
    case("top_k_values", lambda x: tf.math.top_k(x, k=3)[0], S)
    case("top_k_indices", lambda x: f32(tf.nn.top_k(x, 2).indices), S)
    case("sort", lambda x: tf.sort(x, axis=-1), S)
    case("sort_desc", lambda x: tf.sort(x, axis=-1, direction="DESCENDING"), S)
    case("argsort", lambda x: f32(tf.argsort(x)), S)
    case("moments", lambda x: tf.nn.moments(x, axes=[1])[1], S)
    case("moments_keep", lambda x: (lambda m: (x - m[0]) / tf.sqrt(m[1] + 1e-3))(tf.nn.moments(x, [1, 2], keepdims=True)), IM)
    case("in_top_k", lambda x, i: f32(tf.math.in_top_k(tf.reshape(i, [-1]), x, 2)), V, ((1,), "int32"))
    case("segment_free_bincount", lambda x: f32(tf.math.bincount(x, minlength=15)), IV)

    # ---- linear algebra --------------------------------------------------------------------------------
    case("matmul", lambda x, y: tf.matmul(x, y), X, Y)
    case("matmul_op", lambda x, y: x @ y, X, Y)
    case("matmul_transpose_b", lambda x, y: tf.matmul(x, y, transpose_b=True), X, X)
    case("matmul_transpose_a", lambda x, y: tf.linalg.matmul(x, y, transpose_a=True), X, X)
    case("matmul_positional", lambda x, y: tf.matmul(x, y, False, True), X, X)
    case("matmul_output_type", lambda x, y: tf.linalg.matmul(x, y, output_type=tf.float32), X, Y)
    case("matmul_const", lambda x: tf.matmul(x, tf.constant(np.arange(8, dtype="float32").reshape(4, 2))), W)
    case("matmul_const_dense", lambda x: L.Dense(2)(tf.matmul(x, np.arange(12, dtype="float32").reshape(4, 3))), W)
    case("einsum", lambda x, y: tf.einsum("bij,bjk->bik", x, y), X, Y)
    case("einsum_ellipsis", lambda x, y: tf.einsum("...ij,...jk->...ik", x, y), X, Y)
    case("einsum_one", lambda x: tf.einsum("bij->bji", x), X)
    case("einsum_sum", lambda x: tf.einsum("bij->b", x), X)
    case("einsum_dot", lambda x, y: tf.einsum("bi,bi->b", x, y), V, V)
    case("einsum_const", lambda x: tf.einsum("bi,ij->bj", x, tf.constant(np.arange(8, dtype="float32").reshape(4, 2))), W)
    case("tensordot", lambda x: tf.tensordot(x, tf.constant(np.arange(8, dtype="float32").reshape(4, 2)), axes=1), X)
    case("tensordot_axes", lambda x: tf.tensordot(x, tf.constant(np.arange(6, dtype="float32").reshape(3, 2)), axes=[[1], [0]]), X)
    case("matvec", lambda x, y: tf.linalg.matvec(x, y), X, W)
    case("l2_normalize", lambda x: tf.math.l2_normalize(x, axis=-1), S)
    case("l2_normalize_eps", lambda x: tf.nn.l2_normalize(x * 1e-3, 1, epsilon=1e-2), S)
    case("linalg_det", lambda x: tf.linalg.det(x), (3, 3))
    case("linalg_inv", lambda x: tf.linalg.inv(x + 3.0 * tf.eye(3)), (3, 3))
    case("linalg_trace", lambda x: tf.linalg.trace(x), (3, 3))
    case("cross", lambda x, y: tf.linalg.cross(x, y), (3,), (3,))
    case("cosine_similarity", lambda x, y: tf.reduce_sum(tf.math.l2_normalize(x, -1) * tf.math.l2_normalize(y, -1), -1), V, V)

    # ---- neural network --------------------------------------------------------------------------------
    for n in ("relu", "relu6", "elu", "selu", "sigmoid", "tanh", "softplus", "softsign", "swish", "silu", "gelu", "leaky_relu", "softmax", "log_softmax", "crelu"):
        case("nn_" + n, (lambda n: lambda x: getattr(tf.nn, n)(x))(n), V)
    case("gelu_approximate", lambda x: tf.nn.gelu(x, approximate=True), V)
    case("leaky_relu_alpha", lambda x: tf.nn.leaky_relu(x, alpha=0.1), V)
    case("softmax_axis", lambda x: tf.nn.softmax(x, axis=1), S)
    case("softmax_tf", lambda x: tf.math.softmax(x, -1), S)
    case("log_softmax_axis", lambda x: tf.nn.log_softmax(x, axis=1), S)
    case("swish_beta", lambda x: tf.nn.silu(x, 1.5), V)
    for n in ("relu", "elu", "selu", "sigmoid", "hard_sigmoid", "tanh", "softplus", "softsign", "swish", "gelu", "softmax", "exponential", "linear"):
        case("act_" + n, (lambda n: lambda x: getattr(keras.activations, n)(x))(n), V)
    case("act_relu_args", lambda x: keras.activations.relu(x, alpha=0.1, max_value=1.0, threshold=0.2), V)
    case("act_elu_alpha", lambda x: keras.activations.elu(x, alpha=0.5), V)
    case("act_gelu_approx", lambda x: keras.activations.gelu(x, True), V)
    case("mobilenet_hsigmoid", lambda x: x * (tf.nn.relu6(x + 3.0) * (1.0 / 6.0)), V)
    case("nn_dropout_inference", lambda x: tf.nn.dropout(x, 0.0), V)
    case("bias_add", lambda x: tf.nn.bias_add(x, [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), V)
    case("avg_pool2d", lambda x: tf.nn.avg_pool2d(x, 2, 2, "VALID"), IM)
    case("max_pool2d", lambda x: tf.nn.max_pool2d(x, [3, 3], [2, 2], padding="SAME"), IM)
    case("max_pool", lambda x: tf.nn.max_pool(x, ksize=2, strides=2, padding="VALID"), IM)
    case("avg_pool_nhwc", lambda x: tf.nn.avg_pool(x, [1, 2, 2, 1], [1, 2, 2, 1], "SAME"), IM)
    case("conv2d_const", lambda x: tf.nn.conv2d(x, tf.constant(np.linspace(-1, 1, 54).reshape(3, 3, 3, 2).astype("float32")), strides=[1, 2, 2, 1], padding="SAME"), IM)
    case("depthwise_const", lambda x: tf.nn.depthwise_conv2d(x, tf.constant(np.linspace(-1, 1, 27).reshape(3, 3, 3, 1).astype("float32")), strides=[1, 1, 1, 1], padding="VALID"), IM)
    case("depthwise_v1", lambda x: tf.compat.v1.nn.depthwise_conv2d(x, tf.constant(np.linspace(-1, 1, 27).reshape(3, 3, 3, 1).astype("float32")), strides=[1, 1, 1, 1], padding="SAME", rate=[1, 1]), IM)
    case("depthwise_rate", lambda x: tf.compat.v1.nn.depthwise_conv2d(x, tf.constant(np.linspace(-1, 1, 27).reshape(3, 3, 3, 1).astype("float32")), strides=[1, 1, 1, 1], padding="SAME", rate=[2, 2]), IM)
    case("convolution", lambda x: tf.nn.convolution(x, tf.constant(np.linspace(-1, 1, 36).reshape(3, 2, 3, 2).astype("float32")), strides=[2, 1], padding="VALID"), IM)
    case("convolution_1d", lambda x: tf.nn.convolution(x, tf.constant(np.linspace(-1, 1, 36).reshape(3, 6, 2).astype("float32")), padding="SAME"), S)
    case("convolution_resized", lambda x: tf.compat.v1.image.resize_nearest_neighbor(tf.nn.convolution(tf.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]), tf.constant(np.linspace(-1, 1, 54).reshape(3, 3, 3, 2).astype("float32")), strides=2, padding="VALID"), [8, 6]), IM)
    case("conv1d_const", lambda x: tf.nn.conv1d(x, tf.constant(np.linspace(-1, 1, 36).reshape(3, 6, 2).astype("float32")), stride=2, padding="SAME"), S)
    case("conv3d_const", lambda x: tf.nn.conv3d(x, tf.constant(np.linspace(-1, 1, 48).reshape(2, 2, 2, 3, 2).astype("float32")), strides=[1, 1, 2, 1, 1], padding="VALID"), (4, 5, 4, 3))
    case("conv2d_explicit", lambda x: tf.nn.conv2d(x, tf.constant(np.linspace(-1, 1, 54).reshape(3, 3, 3, 2).astype("float32")), strides=1, padding=[[0, 0], [1, 0], [2, 1], [0, 0]]), IM)
    case("conv2d_transpose_const", lambda x: tf.nn.conv_transpose(x, tf.constant(np.linspace(-1, 1, 54).reshape(3, 3, 2, 3).astype("float32")), output_shape=[tf.shape(x)[0], 16, 12, 2], strides=2, padding="SAME"), IM)
    case("local_response_norm_wide", lambda x: tf.nn.local_response_normalization(x, 1, 2.0, 0.5, 1.5), (4, 5, 7))
    case("local_response_norm", lambda x: tf.nn.local_response_normalization(x, 2, 1.0, 1e-4, 0.75), IM)
    case("batch_normalization_fn", lambda x: tf.nn.batch_normalization(x, tf.constant([0.1, 0.2, 0.3]), tf.constant([1.0, 2.0, 3.0]), tf.constant([1., 2., 3.]), None, 1e-3), IM)
    case("embedding_lookup", lambda i: tf.nn.embedding_lookup(tf.constant(np.arange(60, dtype="float32").reshape(15, 4)), i), IV)

    # ---- images ---------------------------------------------------------------------------------------------
    case("resize", lambda x: tf.image.resize(x, [5, 9]), IM)
    case("resize_up", lambda x: tf.image.resize(x, (16, 12)), IM)
    case("resize_nearest", lambda x: tf.image.resize(x, [5, 9], method="nearest"), IM)
    case("resize_bicubic", lambda x: tf.image.resize(x, [5, 9], method="bicubic"), IM)
    case("resize_lanczos", lambda x: tf.image.resize(x, [11, 9], method="lanczos3"), IM)
    case("resize_antialias", lambda x: tf.image.resize(x, [3, 4], antialias=True), IM)
    case("resize_area", lambda x: tf.image.resize(x, [4, 3], method="area"), IM)
    case("resize_method_enum", lambda x: tf.image.resize(x, [5, 9], tf.image.ResizeMethod.NEAREST_NEIGHBOR), IM)
    case("resize_aspect", lambda x: tf.image.resize(x, [5, 9], preserve_aspect_ratio=True), IM)
    case("resize_aspect_narrow", lambda x: tf.image.resize(x, [12, 4], preserve_aspect_ratio=True), IM)
    case("resize_area_up", lambda x: tf.image.resize(x, [5, 9], method="area"), IM)
    case("resize_v1_bilinear", lambda x: tf.compat.v1.image.resize_bilinear(x, [5, 9]), IM)
    case("resize_v1_align", lambda x: tf.compat.v1.image.resize_bilinear(x, [5, 9], align_corners=True), IM)
    case("resize_v1_nearest_double", lambda x: tf.compat.v1.image.resize_nearest_neighbor(x, [16, 12]), IM)
    case("resize_uint8", lambda x: tf.image.resize(x, [5, 9]), ((8, 6, 3), "uint8"))
    case("resize_like", lambda x, y: tf.image.resize(x, tf.shape(y)[1:3]), IM, (4, 9, 3))
    case("flip_left_right", lambda x: tf.image.flip_left_right(x), IM)
    case("rgb_to_grayscale", lambda x: tf.image.rgb_to_grayscale(x), IM)
    case("grayscale_to_rgb", lambda x: tf.image.grayscale_to_rgb(x), (8, 6, 1))
    case("per_image_standardization", lambda x: tf.image.per_image_standardization(x), IM)
    case("central_crop", lambda x: tf.image.central_crop(x, 0.5), IM)
    case("crop_to_bounding_box", lambda x: tf.image.crop_to_bounding_box(x, 1, 2, 4, 3), IM)
    case("pad_to_bounding_box", lambda x: tf.image.pad_to_bounding_box(x, 1, 2, 12, 10), IM)
    case("central_crop_odd", lambda x: tf.image.central_crop(x, 0.6), (9, 7, 3))
    case("resize_with_pad_narrow", lambda x: tf.image.resize_with_pad(x, 5, 12, method="nearest"), IM)
    case("resize_with_pad", lambda x: tf.image.resize_with_pad(x, 10, 12), IM)
    case("adjust_brightness", lambda x: tf.image.adjust_brightness(x, 0.2), IM)
    case("adjust_contrast", lambda x: tf.image.adjust_contrast(x, 2.0), IM)
    case("convert_image_dtype", lambda x: tf.image.convert_image_dtype(x, tf.float32), ((8, 6, 3), "uint8"))
    case("extract_patches", lambda x: tf.image.extract_patches(x, [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID"), IM)
    case("extract_patches_same", lambda x: tf.image.extract_patches(x, [1, 3, 2, 1], [1, 2, 3, 1], [1, 1, 1, 1], "SAME"), IM)
    case("extract_patches_rates", lambda x: tf.image.extract_patches(x, [1, 2, 2, 1], [1, 1, 1, 1], [1, 2, 2, 1], "VALID"), IM)
    case("add_broadcast_first", lambda x: x + tf.reduce_max(x, axis=-1, keepdims=True), (2,))
    case("adjust_contrast_gray", lambda x: tf.image.adjust_contrast(x, 2.0), (2, 5, 1))
    case("bias_add_channels", lambda x: tf.nn.bias_add(x, [1.0, 2.0, 3.0], data_format="NCHW"), (3, 4, 3))
    case("total_variation", lambda x: tf.image.total_variation(x), IM)

    # ---- whole idioms --------------------------------------------------------------------------------------
    apps = keras.applications
    for n in ("mobilenet_v2", "resnet50", "vgg16", "inception_v3", "densenet", "efficientnet", "xception", "resnet_v2", "mobilenet", "nasnet"):
        if hasattr(apps, n):
            case("preprocess_" + n, (lambda n: lambda x: getattr(apps, n).preprocess_input(x))(n), IM)
    case("preprocess_caffe_cf", lambda x: apps.imagenet_utils.preprocess_input(x, data_format="channels_first", mode="caffe"), (3, 8, 6))
    case("preprocess_torch", lambda x: apps.imagenet_utils.preprocess_input(x, mode="torch"), IM)

    # ---- masks: operations lose them ------------------------------------------------------------------------
    def masked(name, fn):
        def make():
            tokens = I(shape=(4,), dtype="int32")
            x = L.Embedding(15, 3, mask_zero=True)(tf.nn.relu(tokens - 6))
            return M(tokens, L.GlobalAveragePooling1D()(fn(x))), None, None
        models["mask_" + name] = make
    masked("none", lambda x: L.Dense(2)(x))
    masked("concat", lambda x: tf.concat([x, x * 2.0], -1))
    masked("concat_raw", lambda x: tf.concat([x, x], -1))
    masked("softmax", lambda x: tf.nn.softmax(x, axis=1))
    masked("cast_same", lambda x: tf.cast(x, tf.float32))
    masked("identity", lambda x: tf.identity(x))
    masked("reshape", lambda x: tf.reshape(x, (tf.shape(x)[0], -1, 3)))
    masked("relu", lambda x: tf.nn.relu(x))
    masked("elu", lambda x: tf.nn.elu(x))
    masked("stop_gradient", lambda x: tf.stop_gradient(x))
    masked("convert", lambda x: tf.convert_to_tensor(x))
    masked("slice", lambda x: x[:, 1:])
    masked("add", lambda x: x + 1.0)

    def vae():
        x = I(shape=(6,)); h = L.Dense(4, activation="relu")(x)
        mean, logvar = L.Dense(2, name="z_mean")(h), L.Dense(2, name="z_log_var")(h)
        z = mean + tf.exp(0.5 * logvar) * 0.1
        return M(x, L.Dense(6)(z)), None, None
    models["vae"] = vae

    def attention():
        x = I(shape=(5, 6)); q, k, v = L.Dense(4)(x), L.Dense(4)(x), L.Dense(4)(x)
        s = tf.matmul(q, k, transpose_b=True) / tf.math.sqrt(tf.cast(tf.shape(k)[-1], tf.float32))
        return M(x, tf.matmul(tf.nn.softmax(s, axis=-1), v)), None, None
    models["attention"] = attention

    def multihead_manual():
        x = I(shape=(5, 8)); q = L.Dense(8)(x); b = tf.shape(x)[0]
        h = tf.transpose(tf.reshape(q, (b, -1, 2, 4)), perm=[0, 2, 1, 3])
        s = tf.nn.softmax(tf.matmul(h, h, transpose_b=True))
        o = tf.reshape(tf.transpose(tf.matmul(s, h), [0, 2, 1, 3]), (b, -1, 8))
        return M(x, L.Dense(3)(o)), None, None
    models["multihead_manual"] = multihead_manual

    def siamese():
        base = keras.Sequential([L.Dense(4, activation="relu", input_shape=(6,)), L.Dense(3)])
        a, b = I(shape=(6,)), I(shape=(6,))
        d = tf.sqrt(tf.maximum(tf.reduce_sum(tf.square(base(a) - base(b)), axis=1, keepdims=True), 1e-7))
        return M([a, b], L.Dense(1, activation="sigmoid")(d)), None, None
    models["siamese"] = siamese

    def shared_op():
        x = I(shape=(6,)); y = L.Dense(6)(x)
        a = tf.nn.relu(x); b = tf.nn.relu(y)
        return M(x, [a + b, tf.nn.relu(a - b)]), None, None
    models["shared_op"] = shared_op

    def subpixel():
        x = I(shape=(6, 5, 3))
        y = tf.nn.depth_to_space(L.ZeroPadding2D(1)(L.Conv2D(8, 3, strides=2, padding="same")(x)), 2)
        y = L.Concatenate()([L.PReLU(shared_axes=[1, 2])(y), L.DepthwiseConv2D(3, padding="same")(y)])
        y = L.Conv2D(8, 3)(L.Cropping2D(((1, 0), (0, 1)))(L.MaxPooling2D(2)(L.UpSampling2D(2)(y))))
        return M(x, tf.nn.depth_to_space(L.Add()([y, L.SeparableConv2D(8, 2, padding="same")(y)]), 2)), None, None
    models["subpixel"] = subpixel

    def backend_ops():
        K = keras.backend
        x = I(shape=(4, 6)); y = K.mean(x, axis=1, keepdims=True); z = K.l2_normalize(x, axis=-1)
        return M(x, K.concatenate([z * y, K.square(x), K.clip(x, -1, 1)], axis=-1)), None, None
    models["backend_ops"] = backend_ops

    def backend_more():
        K = keras.backend
        x = I(shape=(4, 6))
        return M(x, [K.sum(x, axis=-1), K.batch_dot(x, x, axes=2), K.permute_dimensions(x, (0, 2, 1)), K.expand_dims(x), K.exp(x), K.softmax(x), K.relu(x, alpha=0.2), K.repeat_elements(x, 2, 1), K.reverse(x, 1), K.stack([x, x], 1), K.reshape(x, (-1, 24)), K.flatten(x), K.batch_flatten(x), K.maximum(x, 0.1), K.std(x, axis=-1), K.var(x, axis=1), K.hard_sigmoid(x), K.sigmoid(x), K.tanh(x), K.abs(x), K.pow(x, 2), K.cast(x, "float32"), K.max(x, axis=1), K.min(x, 1), K.argmax(x)]), None, None
    models["backend_more"] = backend_more

    return models
