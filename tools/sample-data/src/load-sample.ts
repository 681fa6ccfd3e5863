import type { FieldCipher } from '@nuan/database';
import { partOf, type SampleDatabase } from './databases';
import { sampleId } from './identifiers';
import { loadDatabase, type LoadProgress, type LoadResult } from './load';
import { randomOf } from './random';
import type { SampleTools } from './table-load';
import { buildWorld, SEED, type World } from './world';

/** What to load, and where. */
export interface SampleRequest {
  /** The databases by name, each with the URL of the role that owns its tables. */
  readonly ownerUrls: Readonly<Partial<Record<SampleDatabase, string>>>;
  readonly scale: number;
  readonly seed?: number;
  /** The application's own cipher, so that it can open what the sample seals. */
  readonly cipher: FieldCipher;
  readonly onProgress?: (progress: LoadProgress) => void;
}

let latest: World | null = null;

/** The world of a scale, built once as long as the same one is asked for. */
export function worldOf(scale: number, seed: number): World {
  if (latest?.scale !== scale || latest.seed !== seed) latest = buildWorld({ scale, seed });
  return latest;
}

/** Loads the sample into the given databases, one after another in this process; each is one transaction. */
export async function loadSample(request: SampleRequest): Promise<LoadResult[]> {
  const { scale, cipher, seed = SEED } = request;
  const tools: SampleTools = { cipher, id: sampleId, random: (kind, index) => randomOf(seed, kind, index) };
  const results: LoadResult[] = [];
  for (const [database, ownerUrl] of Object.entries(request.ownerUrls) as [SampleDatabase, string][]) {
    const part = partOf(database);
    const result = await loadDatabase({
      database,
      ownerUrl,
      scale,
      seed,
      tables: () => part.tables(worldOf(scale, seed), tools),
      expectedRows: part.rows * scale,
      onProgress: request.onProgress,
    });
    results.push(result);
  }
  return results;
}
