import { describe, expect, it } from '@jest/globals';
import { readPlatformConfig } from './platform.config';

describe('the configuration of the all-in-one', () => {
  it('needs nothing: port 4000, .nuan in the working directory, the whole province, an embedded database', () => {
    expect(readPlatformConfig({}, '/work')).toEqual({
      port: 4000,
      dataDir: '/work/.nuan',
      scale: 1,
      adminUrl: null,
      ownDatabases: {},
      only: null,
      handedOn: {},
    });
  });

  it('takes port, place, scale, a server, and the databases of single subgraphs', () => {
    const config = readPlatformConfig(
      {
        NUAN_PORT: '5000',
        NUAN_DATA_DIR: '/var/lib/nuan',
        NUAN_SCALE: '0.01',
        NUAN_DATABASE_URL: 'postgres://admin@db/postgres',
        NUAN_WORKERS_DATABASE_URL: 'postgres://app@db/w',
        NUAN_WORKERS_OWNER_DATABASE_URL: 'postgres://owner@db/w',
        NUAN_LOG_LEVEL: 'warn',
      },
      '/work',
    );
    expect(config).toMatchObject({
      port: 5000,
      dataDir: '/var/lib/nuan',
      scale: 0.01,
      handedOn: { NUAN_LOG_LEVEL: 'warn' },
    });
    expect(config.adminUrl).toContain('admin@db');
    expect(Object.keys(config.ownDatabases)).toEqual(['workers']);
  });

  it('refuses to be production, where the development issuer has no place', () => {
    expect(() => readPlatformConfig({ NUAN_MODE: 'production' }, '/work')).toThrow(
      /NUAN_MODE: the all-in-one issues development tokens, which production refuses/,
    );
    expect(readPlatformConfig({ NUAN_MODE: 'development' }, '/work').port).toBe(4000);
  });

  it('runs one subgraph alone when it is named, and no other name', () => {
    expect(readPlatformConfig({}, '/', 'workers').only).toBe('workers');
    expect(() => readPlatformConfig({}, '/', 'worker')).toThrow(/no subgraph is named worker: there is workers,/);
  });

  it('refuses half a pair of URLs, a scale that is none, and a port without room for five more', () => {
    expect(() => readPlatformConfig({ NUAN_WORKERS_DATABASE_URL: 'postgres://app@db/w' }, '/')).toThrow(
      /NUAN_WORKERS_OWNER_DATABASE_URL: set it too/,
    );
    expect(() => readPlatformConfig({ NUAN_SCALE: 'big', NUAN_PORT: '65533' }, '/')).toThrow(/2 faults/);
  });
});
