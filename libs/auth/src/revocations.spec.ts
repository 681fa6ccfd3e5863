import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { UnauthenticatedError, UnavailableError } from '@nuan/errors';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { RevocationList } from './revocations';
import type { Viewer } from './viewer';

const NOW = Date.parse('2026-11-25T14:00:00Z');
const NOW_S = NOW / 1000;

const holder = (subject: string, issuedAtS: number, tokenId: string | null = null): Viewer =>
  ({ subject, credential: { issuedAtS, tokenId } }) as Viewer;

describe('revocations', () => {
  let server: Server;
  let url: URL;
  let answer: { status: number; body: string };
  let now = NOW;
  const troubles: unknown[] = [];

  const publish = (entries: unknown, asOf: unknown = new Date(now).toISOString()): void => {
    answer = { status: 200, body: JSON.stringify({ asOf, entries }) };
  };
  const aList = (): RevocationList =>
    new RevocationList({ url, now: () => now, onTrouble: (error) => void troubles.push(error) });
  const aListOf = async (entries: unknown): Promise<RevocationList> => {
    publish(entries);
    const list = aList();
    await list.look();
    return list;
  };

  beforeAll(async () => {
    server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/revocations`);
  });
  afterAll(() => void server.close());
  beforeEach(() => {
    now = NOW;
    troubles.length = 0;
  });

  it('end the tokens of a person that were issued before a moment, and nobody else’s', async () => {
    const list = await aListOf([
      { sub: 'officer-1', before: NOW_S - 100 },
      { sub: 'officer-1', before: NOW_S },
    ]);
    expect(() => list.assertStanding(holder('officer-1', NOW_S - 1))).toThrow(UnauthenticatedError);
    expect(() => list.assertStanding(holder('officer-1', NOW_S))).not.toThrow();
    expect(() => list.assertStanding(holder('officer-2', NOW_S - 1))).not.toThrow();
  });

  it('end one token by its id', async () => {
    const list = await aListOf([{ jti: 'token-1' }]);
    expect(() => list.assertStanding(holder('officer-1', NOW_S, 'token-1'))).toThrow(UnauthenticatedError);
    expect(() => list.assertStanding(holder('officer-1', NOW_S, 'token-2'))).not.toThrow();
    expect(() => list.assertStanding(holder('officer-1', NOW_S))).not.toThrow();
  });

  it('fail closed: without a list, and with one older than a minute, no token is taken', async () => {
    expect(() => aList().assertStanding(holder('officer-1', NOW_S))).toThrow(UnavailableError);
    const list = await aListOf([]);
    now = NOW + 60_000;
    expect(() => list.assertStanding(holder('officer-1', NOW_S))).not.toThrow();
    now = NOW + 60_001;
    expect(() => list.assertStanding(holder('officer-1', NOW_S))).toThrow(UnavailableError);
    publish([]);
    await list.look();
    expect(() => list.assertStanding(holder('officer-1', NOW_S))).not.toThrow();
  });

  it.each([
    ['an error', { status: 503, body: '{}' }],
    ['no JSON', { status: 200, body: '<html>' }],
    ['no entries', { status: 200, body: JSON.stringify({ asOf: new Date(NOW).toISOString() }) }],
    ['no time', { status: 200, body: JSON.stringify({ entries: [] }) }],
    [
      'an entry of an unknown kind',
      { status: 200, body: JSON.stringify({ asOf: '2026-11-25', entries: [{ who: 1 }] }) },
    ],
    ['a time to come', { status: 200, body: JSON.stringify({ asOf: '2026-11-25T14:01:00Z', entries: [] }) }],
  ])('are not lost when the page gives %s, which is told', async (_what, broken) => {
    const list = await aListOf([{ jti: 'token-1' }]);
    answer = broken;
    await list.look();
    expect(troubles).toHaveLength(1);
    expect(() => list.assertStanding(holder('officer-1', NOW_S, 'token-1'))).toThrow(UnauthenticatedError);
  });

  it('never go back to an older list', async () => {
    const list = await aListOf([{ jti: 'token-1' }]);
    publish([], new Date(NOW - 1_000).toISOString());
    await list.look();
    expect(() => list.assertStanding(holder('officer-1', NOW_S, 'token-1'))).toThrow(UnauthenticatedError);
  });

  it('are asked for eagerly until the first list is there', async () => {
    answer = { status: 503, body: '{}' };
    const list = new RevocationList({ url, now: () => now, onTrouble: (error) => void troubles.push(error) });
    await list.start();
    publish([]);
    const stands = (): boolean => {
      try {
        list.assertStanding(holder('officer-1', NOW_S));
        return true;
      } catch {
        return false;
      }
    };
    for (let attempt = 0; attempt < 200 && !stands(); attempt += 1) await new Promise((done) => setTimeout(done, 10));
    expect(stands()).toBe(true);
    list.stop();
  });

  it('are looked at again and again until it is stopped', async () => {
    publish([]);
    const list = new RevocationList({
      url,
      everyMs: 5,
      now: () => now,
      onTrouble: (error) => void troubles.push(error),
    });
    await list.start();
    publish([{ jti: 'token-1' }]);
    const ended = (): boolean => {
      try {
        list.assertStanding(holder('officer-1', NOW_S, 'token-1'));
        return false;
      } catch {
        return true;
      }
    };
    for (let attempt = 0; attempt < 200 && !ended(); attempt += 1) await new Promise((done) => setTimeout(done, 5));
    expect(ended()).toBe(true);
    list.stop();
  });
});
