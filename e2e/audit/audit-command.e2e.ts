import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type SampleSubgraph, startSampleSubgraph } from '../testkit/sample-subgraph';

const ROOT = resolve(__dirname, '../..');
const CURIOUS = { role: 'analyst', region: '340102', subject: 'curious' } as const;

/** What a program printed, and how it ended. */
interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('the command audit of a program', () => {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-audit-command-'));
  const anchors = join(dir, 'workers.jsonl');
  let alone: SampleSubgraph;
  let env: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const kept = { NUAN_AUDIT_ANCHOR_DIR: dir };
    alone = await startSampleSubgraph('workers', { ...kept, NUAN_AUDIT_ANCHOR_EVERY: '200ms' });
    const { options } = alone.db;
    const ownerUrl = 'url' in options ? String(options.url) : '';
    env = {
      ...{ NUAN_WORKERS_DATABASE_URL: ownerUrl, NUAN_WORKERS_OWNER_DATABASE_URL: ownerUrl, ...kept },
      ...{ NUAN_JWKS: 'unused', NUAN_JWT_ISSUER: 'unused', NUAN_MODE: 'development' },
      ...{ NUAN_FIELD_KEYS: join(alone.dir, 'field-keys.json'), NUAN_MASTER_KEY: join(alone.dir, 'master-key.json') },
    };
    // Two acts, the second some seconds after the first: refusals, which are on record too.
    for (const wanted of ['households', 'workers']) {
      const before = await lastSeq();
      await alone.ask(`{ ${wanted}(first: 1) { nodes { id } } }`, {}, CURIOUS);
      while ((await lastSeq()) === before) await sleep(100);
    }
    while (!text(anchors).includes(`"seq":"${await lastSeq()}"`)) await sleep(100);
  });
  afterAll(async () => {
    await alone.stop();
    rmSync(dir, { recursive: true });
  });

  const lastSeq = async (): Promise<string> =>
    (await alone.db.query<{ seq: string }[]>('select seq::text as seq from audit_head'))[0]?.seq ?? '';

  /** Runs the program as its users do, with other variables where some are given. */
  const run = (over: Readonly<Record<string, string>> = {}): Promise<Run> =>
    new Promise((done) => {
      const { PATH = '', HOME = '' } = process.env;
      const program = ['-r', '@swc-node/register', 'apps/workers/src/main.ts', 'audit'];
      const its = { PATH, HOME, SWC_NODE_PROJECT: join(ROOT, 'tsconfig.base.json'), ...env, ...over };
      execFile(process.execPath, program, { cwd: ROOT, env: its }, (error, out, err) =>
        done({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
      );
    });

  /** Does something to the database, runs the program, and takes it back. */
  async function runAfter(forgery: readonly string[], takenBack: readonly string[]): Promise<Run> {
    for (const sql of forgery) await alone.db.query(sql);
    const found = await run();
    for (const sql of takenBack) await alone.db.query(sql);
    return found;
  }

  it('says how many acts and anchors there are, and that the chain holds', async () => {
    const { code, out, err } = await run();
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^workers: \d+ acts, \d+ anchors \(the last of act \d+, at [^)]+\), head [0-9a-f]{64}: the chain holds\n$/,
    );
    expect(out).toContain(`workers: ${await lastSeq()} acts`);
  });

  it('names the place where an act was rewritten, and ends with 1', async () => {
    const seq = await lastSeq();
    const { code, out } = await runAfter(
      [`update audit_entry set actor = 'nobody' where seq = ${seq}`],
      [`update audit_entry set actor = 'curious' where seq = ${seq}`],
    );
    expect(code).toBe(1);
    expect(out).toContain(`{"seq":"${seq}","problem":"CONTENT"}\n`);
    expect(out).toMatch(/: 1 breaks\n$/);
  });

  it('names acts that were cut off the end together with the head, which the anchors alone know', async () => {
    const seq = await lastSeq();
    const { code, out } = await runAfter(
      [
        `create table cut as select * from audit_entry where seq = ${seq}`,
        `delete from audit_entry where seq = ${seq}`,
        `update audit_head set (seq, hash) = (select seq, hash from audit_entry order by seq desc limit 1)`,
      ],
      [
        `insert into audit_entry select * from cut`,
        `update audit_head set (seq, hash) = (select seq, hash from cut)`,
        `drop table cut`,
      ],
    );
    expect(code).toBe(1);
    expect(out).toContain(`{"seq":"${seq}","problem":"ANCHOR"}\n`);
  });

  it('holds no chain for whole that it has no anchors of, and ends with 1', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'nuan-no-anchors-'));
    for (const dirOfAnchors of [empty, '']) {
      const { code, out } = await run({ NUAN_AUDIT_ANCHOR_DIR: dirOfAnchors });
      expect([code, out]).toEqual([
        1,
        expect.stringContaining(': it holds in itself, as one that was rewritten whole would'),
      ]);
    }
    rmSync(empty, { recursive: true });
  });

  it('says which line of the anchors was changed, in one line', async () => {
    const kept = text(anchors);
    const copy = mkdtempSync(join(tmpdir(), 'nuan-forged-'));
    writeFileSync(join(copy, 'workers.jsonl'), kept.replace(/"seq":"(\d+)"/, '"seq":"9$1"'));
    const { code, out, err } = await run({ NUAN_AUDIT_ANCHOR_DIR: copy });
    rmSync(copy, { recursive: true });
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(
      /^workers: .*workers\.jsonl is damaged at line 2: it was changed, or lines before it are gone\.\n$/,
    );
  });

  it('says in one line what it needs, and ends with 1', async () => {
    const { NUAN_WORKERS_OWNER_DATABASE_URL: _taken, ...others } = env;
    const whole = env;
    env = others;
    const { code, out, err } = await run();
    env = whole;
    expect([code, out, err]).toEqual([1, '', 'workers: This needs NUAN_WORKERS_OWNER_DATABASE_URL.\n']);
  });
});

/** A file's text; nothing while there is none. */
function text(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
