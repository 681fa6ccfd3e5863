import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { asAdmin, provision } from '../provision';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { acquireFileLock, fileLockHolder } from './file-lock';

const settings = { shared_buffers: '16MB', max_connections: '20' };

describe('the embedded PostgreSQL', () => {
  let dir: string;
  const running: EmbeddedPostgres[] = [];
  const start = async (): Promise<EmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ dir, settings });
    running.push(server);
    return server;
  };
  beforeAll(() => {
    dir = join(mkdtempSync(join(tmpdir(), 'nuan-pg-')), 'postgres');
  });
  afterEach(async () => {
    for (const server of running.splice(0)) await server.stop();
  });
  afterAll(() => rmSync(join(dir, '..'), { recursive: true, force: true }));

  it('is one server when two starts happen at once, and the later one adopts it', async () => {
    const servers = await Promise.all([start(), start()]);
    expect(new Set(servers.map(({ pid }) => pid)).size).toBe(1);
    expect(servers.map(({ adopted }) => adopted).sort()).toEqual([false, true]);
  });

  it('keeps every committed row when the server is killed, and starts over the stale pid file', async () => {
    const first = await start();
    await asAdmin(first.adminUrl, async (admin) => {
      await admin.query('create table kept (id int)');
      await admin.query('insert into kept select generate_series(1, 1000)');
    });
    process.kill(first.pid, 'SIGKILL');
    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    const counted = await asAdmin(second.adminUrl, (admin) => admin.query('select count(*)::int as n from kept'));
    expect(counted.rows).toEqual([{ n: 1000 }]);
  });

  it('removes a pid file that names a process of another program', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(dir, 'data/postmaster.pid'), `${process.pid}\n${dir}/data\n0\n1\n\n127.0.0.1\n`);
    const second = await start();
    expect(second.adopted).toBe(false);
  });

  it('throws away a cluster whose making was cut off', async () => {
    mkdirSync(join(dir, 'data.init-99999'), { recursive: true });
    writeFileSync(join(dir, 'data.init-99999/PG_VERSION'), '18\n');
    rmSync(join(dir, 'data'), { recursive: true, force: true });
    await start();
    expect(readFileSync(join(dir, 'data/PG_VERSION'), 'utf8').trim()).toBe('18');
  });

  it('provisions roles that can neither enter each other’s database nor create one', async () => {
    const server = await start();
    const secret = { secret: 'spec' };
    const made = await provision(server.adminUrl, ['alpha', 'beta'], secret);
    expect(await provision(server.adminUrl, ['alpha', 'beta'], secret)).toEqual(made);
    const foreign = new URL(made.alpha.url);
    foreign.pathname = '/nuan_beta';
    await expect(asAdmin(foreign.toString(), (app) => app.query('select 1'))).rejects.toThrow(/permission denied/);
    await asAdmin(made.alpha.ownerUrl, async (owner) => {
      await expect(owner.query('create database other')).rejects.toThrow(/permission denied/);
    });
    await asAdmin(made.alpha.url, async (app) => {
      await expect(app.query('create table t (id int)')).rejects.toThrow(/permission denied/);
    });
  });

  it('says in one line that another major version made the data', async () => {
    writeFileSync(join(dir, 'data/PG_VERSION'), '15\n');
    await expect(startEmbeddedPostgres({ dir, settings })).rejects.toThrow(/made by PostgreSQL 15 and this is 18/);
    writeFileSync(join(dir, 'data/PG_VERSION'), '18\n');
  });

  it('says in one line that the directory can’t be written', async () => {
    const file = join(dir, '../occupied');
    writeFileSync(file, '');
    await expect(startEmbeddedPostgres({ dir: join(file, 'pg'), settings })).rejects.toThrow(
      /can't be written \(ENOTDIR\): set NUAN_DATA_DIR/,
    );
  });
});

describe('a file lock', () => {
  const dir = mkdtempSync(join(tmpdir(), 'nuan-lock-'));
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  it('has one holder at a time, among many that want it', async () => {
    const path = join(dir, 'many');
    let inside = 0;
    const worker = async (): Promise<void> => {
      const lock = await acquireFileLock(path, 10_000);
      expect((inside += 1)).toBe(1);
      await new Promise((passed) => setTimeout(passed, 5));
      inside -= 1;
      lock?.release();
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(fileLockHolder(path)).toBeNull();
  });

  it('is refused while its holder runs, and taken over from a holder that is gone or from nonsense', async () => {
    const path = join(dir, 'stale');
    const lock = await acquireFileLock(path, 0);
    expect(await acquireFileLock(path, 0)).toBeNull();
    expect(fileLockHolder(path)?.pid).toBe(process.pid);
    lock?.release();
    for (const content of [JSON.stringify({ pid: process.pid, startedAt: 'long ago' }), 'nonsense', '']) {
      writeFileSync(path, content);
      expect(fileLockHolder(path)).toBeNull();
      const taken = await acquireFileLock(path, 0);
      expect(taken).not.toBeNull();
      taken?.release();
    }
  });
});
