import { isObject, type Json, type JsonObject } from '../python-json.ts';

/**
 * Spells out the backward layer of every Bidirectional, as Keras 3 does where it saves one, and numbers the layer it was
 * given.
 *
 * Without a `backward_layer`, Keras 3's Bidirectional serializes the given layer twice and forgets it
 * (keras/src/layers/rnn/bidirectional.py). While an archive is loaded, objects are told apart by their address in memory
 * (`record_object_after_serialization`, keras/src/saving/serialization_lib.py), so that a later Bidirectional whose layer
 * comes to lie at an address that is free again is handed the backward layer of an earlier one: every few loads of the same
 * file fail, or share weights. An object with a `shared_object_id` is kept until the load is over; no address is as small
 * as these numbers.
 *
 * It also keeps a given layer that runs backwards: Keras 1 and 2 turn the direction round for the second one, Keras 3
 * takes both to run backwards.
 *
 * @returns the model with these keys; the one given is left as it is
 */
export function spellOutDirections(model: JsonObject): JsonObject {
  let count = 0;
  const visit = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(visit);
    return isObject(value) ? visitObject(value) : value;
  };
  const visitObject = (object: JsonObject): JsonObject => {
    const visited: JsonObject = {};
    for (const [key, item] of Object.entries(object)) visited[key] = visit(item);
    const { config } = visited;
    if (visited.class_name !== 'Bidirectional' || visited.module !== 'keras.layers' || !isObject(config))
      return visited;
    const { layer } = config;
    if (!isObject(layer) || !isObject(layer.config)) return visited;
    config.backward_layer ??= { ...layer, config: turnedRound(layer.config) };
    layer.shared_object_id ??= ++count;
    return visited;
  };
  return visitObject(model);
}

function turnedRound(config: JsonObject): JsonObject {
  const name = typeof config.name === 'string' ? config.name : '';
  return {
    ...config,
    name: name.startsWith(BACKWARD) ? name : `${BACKWARD}${name}`,
    go_backwards: config.go_backwards !== true,
  };
}

const BACKWARD = 'backward_';
