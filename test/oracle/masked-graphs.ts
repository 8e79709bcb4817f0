import { emitGraph } from '../../src/keras/emit/emit-graph.ts';
import { waitable } from '../../src/keras/emit/relays.ts';
import { type Argument, type Call, TensorRef } from '../../src/keras/graph/graph.ts';
import { type Layer, type ModelGraph, refsOf } from '../../src/keras/graph/model.ts';
import type { JsonObject } from '../../src/keras/python-json.ts';

/** A model in Keras 3's form, and its graph. */
export interface MaskedGraph {
  readonly model: JsonObject;
  readonly graph: ModelGraph;
}

/**
 * Random graphs in Keras 3's form, in which masks are produced, propagated, merged, dropped and given by name, through layers
 * alike in shape that are called once or more, with and without keyword arguments, in several dtypes, into nested models.
 * The same for the same seed.
 */
export function maskedGraph(seed: number): MaskedGraph {
  return new Builder(seed).build();
}

interface PlacedLayer extends Layer {
  readonly calls: Call[];
}

const STEPS = 5;
const SIZE = 4;

class Builder {
  private state: number;
  private readonly layers: PlacedLayer[] = [];
  private readonly inputs: TensorRef[] = [];
  /** Tensors of shape (5, 4), and those of them that nothing reads yet. */
  private readonly pool: TensorRef[] = [];
  private readonly unread = new Set<TensorRef>();
  private readonly states: [TensorRef, TensorRef][] = [];
  /** Layers of one tensor, which may be called again. */
  private readonly again: PlacedLayer[] = [];

  constructor(seed: number) {
    this.state = (seed * 2654435761 + 1) | 0;
    for (let warm = 0; warm < 8; warm++) this.below(2);
  }

  build(): MaskedGraph {
    for (let count = 2 + this.below(2); count > 0; count--) this.addInput();
    for (let count = 8 + this.below(10); count > 0; count--) this.step();
    const ends = [...this.unread];
    const [end] = ends.length > 1 ? [this.place('Add', {}, [ends])] : ends;
    const layers = waitable(this.layers, (name) => this.fresh(name));
    const graph = { layers, inputs: this.inputs, outputs: end ? [end] : [] };
    const config = { name: 'm', trainable: true, ...emitGraph(graph) };
    return { model: functional(config), graph };
  }

  private step(): void {
    const steps: (readonly [weight: number, step: () => void])[] = [
      [3, () => this.unary('Dense', { units: SIZE })],
      [3, () => this.unary('Masking', {})],
      [2, () => this.unary('Activation', { activation: 'tanh' })],
      [3, () => this.unary('BatchNormalization', {}, true)],
      [1, () => this.unary('LayerNormalization', {})],
      [2, () => this.unary('Softmax', {})],
      [1, () => this.unary('Dropout', { rate: 0.1 }, true)],
      [1, () => this.unary('Rescaling', { scale: 0.5, offset: 0 })],
      [1, () => this.unary('Identity', {})],
      [3, () => this.unary('LSTM', { units: SIZE, return_sequences: true })],
      [1, () => this.unary('GRU', { units: SIZE, return_sequences: true }, true)],
      [2, () => this.unary('Bidirectional', { layer: inner('LSTM', { units: 2, return_sequences: true }) })],
      [1, () => this.unary('TimeDistributed', { layer: inner('Dense', { units: SIZE }) })],
      [4, () => this.merge()],
      [1, () => this.concatenate()],
      [2, () => this.call(this.of(['Attention', 'AdditiveAttention']), {}, [[this.any(), this.any()]])],
      [2, () => this.call('MultiHeadAttention', { num_heads: 1, key_dim: 2 }, [this.any(), this.any()])],
      [2, () => this.nested()],
      [1, () => this.sequential()],
      [1, () => this.withStates()],
      [1, () => this.withMask()],
      [2, () => this.callAgain()],
    ];
    let at = this.below(steps.reduce((sum, [weight]) => sum + weight, 0));
    const chosen = steps.find(([weight]) => {
      at -= weight;
      return at < 0;
    });
    chosen?.[1]();
  }

  private addInput(): void {
    const isOfNumbers = this.below(3) === 0;
    const shape = isOfNumbers ? [null, STEPS] : [null, STEPS, SIZE];
    const name = `in${this.inputs.length}`;
    const config = { name, batch_shape: shape, dtype: isOfNumbers ? 'int32' : 'float32' };
    this.layers.push({ name, object: inner('InputLayer', config), calls: [] });
    const tensor = new TensorRef(name, 0, 0);
    this.inputs.push(tensor);
    const embedding = { input_dim: 6, output_dim: SIZE, mask_zero: this.below(4) > 0 };
    this.made(isOfNumbers ? this.place('Embedding', embedding, [tensor]) : tensor);
  }

  private unary(className: string, config: JsonObject, takesTraining = false): void {
    const kwargs = takesTraining && this.below(3) === 0 ? { training: false } : {};
    const dtype = this.below(12) === 0 ? { dtype: 'mixed_float16' } : {};
    this.made(this.place(className, { ...config, ...dtype }, [this.any()], kwargs));
    const placed = this.layers.at(-1);
    if (placed) this.again.push(placed);
  }

  private merge(): void {
    const className = this.of(['Add', 'Subtract', 'Average', 'Multiply', 'Maximum', 'Minimum']);
    const count = className !== 'Subtract' && this.below(3) === 0 ? 3 : 2;
    this.call(className, {}, [Array.from({ length: count }, () => this.any())]);
  }

  private concatenate(): void {
    const wide = this.place('Concatenate', { axis: -1 }, [[this.any(), this.any()]]);
    this.call('Dense', { units: SIZE }, [wide]);
  }

  private nested(): void {
    const count = 1 + this.below(2);
    const name = this.fresh('model');
    const ends = Array.from({ length: count }, (_, index) => new TensorRef(`${name}_in${index}`, 0, 0));
    const shape = { batch_shape: [null, STEPS, SIZE], dtype: 'float32' };
    const layers: Layer[] = ends.map(({ layer }) => ({
      name: layer,
      object: inner('InputLayer', { name: layer, ...shape }),
      calls: [],
    }));
    const last =
      count === 1 ? inner('Dense', { name: `${name}_end`, units: SIZE }) : inner('Add', { name: `${name}_end` });
    const [only] = ends;
    layers.push({
      name: `${name}_end`,
      object: last,
      calls: [{ args: [count === 1 && only ? only : ends], kwargs: {} }],
    });
    const graph = { layers, inputs: ends, outputs: [new TensorRef(`${name}_end`, 0, 0)] };
    const tensors = ends.map(() => this.any());
    this.add(name, functional({ name, trainable: true, ...emitGraph(graph) }), [
      count === 1 ? this.one(tensors) : tensors,
    ]);
    this.made(new TensorRef(name, 0, 0));
  }

  private sequential(): void {
    const name = this.fresh('sequential');
    const layers = [
      inner('InputLayer', { name: `${name}_in`, batch_shape: [null, STEPS, SIZE], dtype: 'float32' }),
      inner('Dense', { name: `${name}_dense`, units: SIZE }),
    ];
    const object = { module: 'keras', class_name: 'Sequential', config: { name, layers }, registered_name: null };
    this.add(name, object, [this.any()]);
    this.made(new TensorRef(name, 0, 0));
  }

  /** Makes states, or begins with states that were made. */
  private withStates(): void {
    const pair = this.states.pop();
    const config = { units: SIZE, return_sequences: true };
    if (pair) {
      this.call('LSTM', config, [this.any()], { initial_state: [...pair] });
      return;
    }
    const { layer } = this.place('LSTM', { ...config, return_state: true }, [this.any()]);
    this.states.push([new TensorRef(layer, 0, 1), new TensorRef(layer, 0, 2)]);
    this.made(new TensorRef(layer, 0, 0));
  }

  /** A mask that operations compute, given by name. */
  private withMask(): void {
    const operation = (className: string, config: JsonObject, args: Argument[]): TensorRef => {
      const name = this.fresh(className.toLowerCase());
      const object = { module: 'keras.src.ops.numpy', class_name: className, config, registered_name: className };
      this.add(name, object, args);
      return new TensorRef(name, 0, 0);
    };
    const differ = operation('NotEqual', {}, [this.any(), 0]);
    const mask = operation('Any', { axis: -1, keepdims: false }, [differ]);
    this.call(this.of(['LSTM', 'GRU']), { units: SIZE, return_sequences: true }, [this.any()], { mask });
  }

  private callAgain(): void {
    if (this.again.length === 0) return;
    const { name, calls } = this.of(this.again);
    const tensor = this.any();
    calls.push({ args: [tensor], kwargs: {} });
    this.unread.delete(tensor);
    this.made(new TensorRef(name, calls.length - 1, 0));
  }

  private call(className: string, config: JsonObject, args: Argument[], kwargs: Call['kwargs'] = {}): void {
    this.made(this.place(className, config, args, kwargs));
  }

  private place(className: string, config: JsonObject, args: Argument[], kwargs: Call['kwargs'] = {}): TensorRef {
    const name = this.fresh(className.toLowerCase());
    this.add(name, inner(className, { name, dtype: 'float32', ...config }), args, kwargs);
    return new TensorRef(name, 0, 0);
  }

  private add(name: string, object: JsonObject, args: Argument[], kwargs: Call['kwargs'] = {}): void {
    const call = { args, kwargs };
    this.layers.push({ name, object, calls: [call] });
    for (const ref of refsOf(call)) this.unread.delete(ref);
  }

  private made(tensor: TensorRef): void {
    this.pool.push(tensor);
    this.unread.add(tensor);
  }

  /** Of the tensors so far, the latest more often. */
  private any(): TensorRef {
    const from = this.below(2) === 0 ? 0 : Math.max(0, this.pool.length - 4);
    return this.of(this.pool.slice(from));
  }

  private fresh(name: string): string {
    return `${name}_${this.layers.length}`;
  }

  private one<T>(items: readonly T[]): T {
    return this.of(items.slice(0, 1));
  }

  private of<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  /** Marsaglia's xorshift. */
  private below(limit: number): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (this.state >>> 0) % limit;
  }
}

function inner(className: string, config: JsonObject): JsonObject {
  const name = config.name ?? className.toLowerCase();
  return { module: 'keras.layers', class_name: className, config: { ...config, name }, registered_name: null };
}

function functional(config: JsonObject): JsonObject {
  return { module: 'keras.src.models.functional', class_name: 'Functional', config, registered_name: 'Functional' };
}
