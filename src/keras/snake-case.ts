/**
 * What Keras calls an object after its class: a path component, an operation's name (`keras/src/utils/naming.py: to_snake_case`; Keras 2.12 to 2.15 use
 * the same two substitutions): `Conv2DTranspose` → `conv2d_transpose`, `PReLU` → `p_re_lu`.
 */
export function toSnakeCase(className: string): string {
  return className
    .replace(/[^\p{L}\p{N}_]+/gu, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
