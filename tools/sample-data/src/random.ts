/**
 * Seeded, splittable randomness: every entity draws from its own stream, named by its kind and its index, so that a change
 * in one part of the sample never shifts the draws of another.
 */
import { FaultError } from '@nuan/errors';

/** A stream of pseudo-random numbers (sfc32). Fast and good enough for generated data; never use it for secrets. */
export class Rng {
  private a: number;
  private b: number;
  private c: number;
  private counter = 1;

  constructor(first: number, second: number, third: number) {
    this.a = first | 0;
    this.b = second | 0;
    this.c = third | 0;
    for (let round = 0; round < 8; round++) this.bits();
  }

  /** 32 random bits as an unsigned integer. */
  bits(): number {
    const sum = (((this.a + this.b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** A number in [0, 1). */
  next(): number {
    return this.bits() / 4294967296;
  }

  /** A whole number in [0, bound). */
  int(bound: number): number {
    return Math.floor(this.next() * bound);
  }

  /** A whole number in [low, high], both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One element of a non-empty list. */
  pick<T>(list: readonly T[]): T {
    const found = list[this.int(list.length)];
    if (found === undefined) throw new FaultError('pick() from an empty list');
    return found;
  }

  /** One of the choices, each with its weight: `[[value, weight], …]`. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let total = 0;
    for (const choice of choices) total += choice[1];
    let point = this.next() * total;
    for (const [value, weight] of choices) {
      point -= weight;
      if (point < 0) return value;
    }
    const last = choices[choices.length - 1];
    if (last === undefined) throw new FaultError('weighted() from an empty list');
    return last[0];
  }
}

const kindHashes = new Map<string, number>();

/** A 32-bit hash of a kind's name (FNV-1a), remembered. */
export function hashKind(kind: string): number {
  const known = kindHashes.get(kind);
  if (known !== undefined) return known;
  let hash = 0x811c9dc5;
  for (let at = 0; at < kind.length; at++) hash = Math.imul(hash ^ kind.charCodeAt(at), 0x01000193);
  kindHashes.set(kind, hash >>> 0);
  return hash >>> 0;
}

/** Spreads the bits of a 32-bit number (murmur3's finaliser). */
export function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** The stream of one entity. The same seed, kind and index always give the same numbers. */
export function randomOf(seed: number, kind: string, index: number): Rng {
  const hash = hashKind(kind);
  return new Rng(mix(seed ^ hash), mix(index + 0x9e3779b9), mix(hash + Math.imul(index, 0x27d4eb2f)));
}
