/**
 * Chance without state: every number is a pure function of a seed and what it is for, so that any instant of the story
 * can be computed directly and a restart changes nothing.
 */

/** Mixes 32 bits so that neighbouring inputs give unrelated outputs (murmur3's finalizer). */
function mix(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

/** A whole number in 0..2^32-1 for up to three whole numbers; only their lowest 32 bits count. */
export function hashOf(seed: number, a: number, b = 0, c = 0): number {
  let bits = mix(seed ^ 0x9e3779b9);
  bits = mix(bits ^ Math.imul(a, 0x9e3779b1));
  bits = mix(bits ^ Math.imul(b, 0x85ebca77));
  return mix(bits ^ Math.imul(c, 0xc2b2ae3d)) >>> 0;
}

/** Uniform in [0, 1). */
export function chanceOf(seed: number, a: number, b = 0, c = 0): number {
  return hashOf(seed, a, b, c) / 4_294_967_296;
}

/** Standard normal (Box-Muller). */
export function gaussianOf(seed: number, a: number, b = 0, c = 0): number {
  const first = (hashOf(seed, a, b, c) + 0.5) / 4_294_967_296;
  const second = hashOf(seed ^ 0x5bd1e995, a, b, c) / 4_294_967_296;
  return Math.sqrt(-2 * Math.log(first)) * Math.cos(2 * Math.PI * second);
}
