import { describe, expect, it } from '@jest/globals';
import { foundation } from '@nuan/database';
import { useTestDatabase } from '@nuan/testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import type { DatabaseUrls } from './database-server';
import { SUBGRAPHS } from './platform.config';
import { ProgressBar } from './progress-bar';
import { findLoadedAt, findUnloaded, parseProgress } from './sample-load';

class CreateFoundation1485160000000 implements MigrationInterface {
  readonly name = 'CreateFoundation1485160000000';

  up = (queryRunner: QueryRunner): Promise<void> => foundation(queryRunner);

  down = (): Promise<void> => Promise.resolve();
}

const definition = { name: 'loads', entities: [], migrations: [CreateFoundation1485160000000] };

describe('the sample load', () => {
  const [empty, loaded] = [useTestDatabase(definition), useTestDatabase(definition)];
  const databases = (): DatabaseUrls => {
    const [done, missing] = [loaded, empty].map(({ url, ownerUrl }) => ({ url, ownerUrl }));
    return Object.fromEntries(SUBGRAPHS.map((name) => [name, name === 'workers' ? missing : done])) as DatabaseUrls;
  };

  it('is done again where it was cut off, and refused at another scale', async () => {
    await loaded.owner.query(`insert into bulk_load (id, kind, scale, seed, counts, checksum, started_at, finished_at)
      values (gen_random_uuid(), 'SAMPLE', 0.01, 1, '{}', 'x', '2026-01-05 10:00Z', '2026-01-05 10:00Z')`);
    expect(await findUnloaded(databases(), SUBGRAPHS, 0.01)).toEqual(['workers']);
    expect(await findLoadedAt(databases(), SUBGRAPHS)).toEqual(new Date('2026-01-05T10:00:00Z'));
    await expect(findUnloaded(databases(), SUBGRAPHS, 1)).rejects.toThrow(
      /holds the sample campaign at scale 0.01, and NUAN_SCALE is 1: set NUAN_SCALE=0.01, run "npm run reset"/,
    );
  });

  it('tells its progress by lines of JSON among others', () => {
    const line = { progress: { database: 'workers', phase: 'ROWS', table: 'household', fraction: 0.5, overall: 0.25 } };
    expect(parseProgress(JSON.stringify(line))).toEqual({ share: 0.25, what: 'workers household' });
    expect(parseProgress('warning: something')).toBeNull();
    expect(parseProgress('{"results":[]}')).toBeNull();
  });

  it('shows a bar in a terminal and a line per ten percent elsewhere', () => {
    const show = (isTTY: boolean): string => {
      let text = '';
      const bar = new ProgressBar('loading', { isTTY, write: (more: string) => (text += more) });
      for (const share of [0, 0.04, 0.12, 0.5, 1]) bar.update(share, 'workers household');
      bar.end();
      return text;
    };
    expect(show(true)).toMatch(/█{15}░{15} {2}50 % {2}workers household/);
    expect(show(false)).toBe('  loading 0 %\n  loading 12 %\n  loading 50 %\n  loading 100 %\n');
  });
});
