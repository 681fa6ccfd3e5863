import { describe, expect, it } from '@jest/globals';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import { rowMapping } from './row-mapping';

class Crate {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'bigint', name: 'weight_g', transformer: { from: (text: string) => Number(text), to: String } })
  weight!: number;
}

@Entity({ name: 'sealed_crate' })
class SealedCrate extends Crate {
  @Column({ type: 'text', name: 'seal_no', nullable: true })
  sealNo!: string | null;

  @Column({ type: 'bytea', select: false })
  content!: Buffer;

  get isLight(): boolean {
    return this.weight < 1_000;
  }
}

describe('a row mapping', () => {
  const mapping = rowMapping(SealedCrate, 'c');

  it('selects the columns of an entity and of what it extends, each as its property, and none that is sealed', () => {
    expect(mapping.columns.split(', ').sort()).toEqual([
      'c.id as "id"',
      'c.seal_no as "sealNo"',
      'c.weight_g as "weight"',
    ]);
  });

  it('makes an instance whose values are read as the columns say, and drops whatever else the row holds', () => {
    const crate = mapping.map({ id: 'x', sealNo: null, weight: '900', content: 'y', page_id: 'z' });
    expect(crate).toBeInstanceOf(SealedCrate);
    expect({ ...crate }).toEqual({ id: 'x', sealNo: null, weight: 900 });
    expect(crate.isLight).toBe(true);
  });
});
