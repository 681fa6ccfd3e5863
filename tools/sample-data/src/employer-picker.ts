import { DistressKind } from '@nuan/kernel';
import type { SampleEnterprise } from './enterprises';
import type { Place } from './places';
import type { Rng } from './random';

type Weight = (enterprise: SampleEnterprise) => number;

/** Weights under which filed workers come from: mostly from distressed firms, most of all from the closed ones. */
export const hardshipWeight: Weight = (firm) => {
  if (firm.startup) return 0;
  if (firm.distress === DistressKind.OVERCAPACITY_CLOSED) return 6;
  return firm.distress === null ? 1 : 2;
};

/** Distressed firms alone. */
export const distressedWeight: Weight = (firm) =>
  firm.distress === DistressKind.OVERCAPACITY_CLOSED ? 4 : firm.distress === null ? 0 : 1;

/** Firms that do well and take people on. */
export const healthyWeight: Weight = (firm) => (firm.distress === null && !firm.startup ? 1 : 0);

interface Urn {
  readonly firms: SampleEnterprise[];
  readonly sums: number[];
}

/** Draws employers near a place: from the place itself, else from its city. */
export class EmployerPicker {
  private readonly urns = new Map<string, Urn>();

  constructor(enterprises: readonly SampleEnterprise[], weight: Weight) {
    for (const firm of enterprises) {
      const size = weight(firm);
      if (size <= 0) continue;
      this.put(firm.regionCode, firm, size);
      this.put(`${firm.regionCode.slice(0, 4)}**`, firm, size);
    }
  }

  /** A firm of the place, or null when it has none that qualifies. */
  inPlace(place: Pick<Place, 'code'>, rng: Rng): SampleEnterprise | null {
    return this.draw(this.urns.get(place.code), rng);
  }

  /** A firm of the place's city, or null. */
  inCity(regionCode: string, rng: Rng): SampleEnterprise | null {
    return this.draw(this.urns.get(`${regionCode.slice(0, 4)}**`), rng);
  }

  private put(key: string, firm: SampleEnterprise, size: number): void {
    const urn = this.urns.get(key) ?? { firms: [], sums: [] };
    urn.firms.push(firm);
    urn.sums.push((urn.sums[urn.sums.length - 1] ?? 0) + size);
    this.urns.set(key, urn);
  }

  private draw(urn: Urn | undefined, rng: Rng): SampleEnterprise | null {
    if (urn === undefined) return null;
    const point = rng.next() * (urn.sums[urn.sums.length - 1] ?? 0);
    let low = 0;
    let high = urn.sums.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((urn.sums[middle] ?? 0) > point) high = middle;
      else low = middle + 1;
    }
    return urn.firms[low] ?? null;
  }
}
