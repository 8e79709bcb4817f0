/** Where Keras 2.12 and 2.13 keep the layers of a model: a dictionary for checkpoints, in which those with weights stand twice. */
const CHECKPOINT_DEPENDENCIES = '_layer_checkpoint_dependencies';

/**
 * Places below a custom layer as Keras 3 looks for them: by the same attributes, as its loader tries private ones too. The
 * layers of a model stand in `layers`, each class numbered without gaps.
 *
 * @param places of datasets with weights, as Keras 2.12 to 2.15 wrote them
 */
export function placesInKeras3(places: readonly string[]): readonly string[] {
  return places.map((place) => {
    const parts = place.split('/');
    return parts
      .map((part, index) => {
        if (part === CHECKPOINT_DEPENDENCIES) return 'layers';
        const isListed = parts[index - 1] === CHECKPOINT_DEPENDENCIES;
        return isListed ? withoutGaps(part, siblings(parts.slice(0, index), places)) : part;
      })
      .join('/');
  });
}

function siblings(parent: readonly string[], places: readonly string[]): readonly string[] {
  const prefix = `${parent.join('/')}/`;
  const names = places.filter((place) => place.startsWith(prefix)).map((place) => place.slice(prefix.length));
  return [...new Set(names.map((name) => name.split('/')[0] ?? ''))];
}

function withoutGaps(name: string, all: readonly string[]): string {
  const [className, own] = classAndNumber(name);
  const numbers = all.map(classAndNumber).flatMap(([other, number]) => (other === className ? [number] : []));
  const before = numbers.filter((number) => number < own).length;
  return before === 0 ? className : `${className}_${before}`;
}

function classAndNumber(name: string): [className: string, number: number] {
  const found = /^(.+)_(\d+)$/.exec(name);
  return found ? [found[1] ?? name, Number(found[2])] : [name, 0];
}
