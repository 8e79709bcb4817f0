/** What yauzl asks of Node's util: the methods of one class for another that is written as a function. */
export function inherits(derived: { prototype: object }, base: { prototype: object }): void {
  Object.setPrototypeOf(derived.prototype, base.prototype);
  Object.setPrototypeOf(derived, base);
}
