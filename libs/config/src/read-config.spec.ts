import { inspect } from 'node:util';

import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { describeConfig } from './describe-config';
import { ConfigError, readConfig } from './read-config';
import { durationMs, flag, list, oneOf, port, secret, text, url } from './readers';

const schema = z.object({
  PORT: port(4000),
  VERBOSE: flag(false),
  TIMEOUT: durationMs(5000),
  DATABASE_URL: url({ protocols: ['postgres:'] }),
  KEY: secret(),
  LEVEL: oneOf(['info', 'debug'], 'info'),
  NAME: text(),
  ORIGINS: list(),
});

const good = { DATABASE_URL: 'postgres://app:hunter22@db:5432/x', KEY: 'k'.repeat(16), NAME: 'workers' };

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(schema, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('reads values, takes defaults for what is unset or empty, and freezes the result', () => {
    const config = readConfig(schema, { ...good, PORT: '', TIMEOUT: '2m', VERBOSE: 'yes', ORIGINS: 'a, b,,' });
    expect(config).toMatchObject({ PORT: 4000, TIMEOUT: 120_000, VERBOSE: true, LEVEL: 'info', ORIGINS: ['a', 'b'] });
    expect(config.KEY.reveal()).toBe('k'.repeat(16));
    expect(Object.isFrozen(config) && Object.isFrozen(config.ORIGINS)).toBe(true);
  });

  it('lists every fault at once, with the variable, the reason and the cure', () => {
    expect(
      faultsOf({ PORT: '70000', VERBOSE: 'maybe', TIMEOUT: '5', LEVEL: 'loud', DATABASE_URL: 'mysql://x' }),
    ).toEqual([
      'PORT: expected a port from 0 to 65535, got "70000"; set it to a number such as 4000',
      'VERBOSE: expected true or false, got "maybe"; set it to one of them',
      'TIMEOUT: expected a duration with its unit, got "5"; set it to something like 500ms, 30s, 5m or 1h',
      'DATABASE_URL: expected a URL starting with postgres://, got a value that does not fit; set it to something like postgres://host:port/path',
      'KEY: expected a secret of at least 16 characters, got nothing; set it to a long random text',
      'LEVEL: expected one of info, debug, got "loud"; set it to one of them',
      'NAME: expected a text, got nothing; set it',
    ]);
  });

  it('never echoes a secret or a URL that may hold one', () => {
    expect(faultsOf({ ...good, KEY: 'hunter2', DATABASE_URL: 'postgres//app:hunter2@db' }).join()).not.toContain(
      'hunter2',
    );
  });

  it('leaves out what is optional', () => {
    expect(readConfig(z.object({ EXTRA: url().optional() }), {})).toEqual({});
  });
});

describe('secrets', () => {
  it('are masked however they are printed', () => {
    const config = readConfig(schema, good);
    for (const printed of [describeConfig(config), JSON.stringify(config.KEY), `${config.KEY}`, inspect(config.KEY)]) {
      expect(printed).toContain('[secret]');
      expect(printed).not.toContain('kkkk');
      expect(printed).not.toContain('hunter22');
    }
    expect(describeConfig(config)).toContain('DATABASE_URL = postgres://app:[secret]@db:5432/x');
  });
});
