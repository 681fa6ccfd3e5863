import { createHash, createHmac } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { isGatewayCall, signGatewayCall } from './gateway-signature';

const SECRET = 'a-secret-between-gateway-and-subgraphs';
const CALL = { subgraph: 'workers', requestId: 'request-0001', body: '{"query":"{ households { id } }"}' };
const NOW = 1_795_564_903_000;

describe('the signature of a gateway call', () => {
  it('is an HMAC over time, nonce, subgraph, request id and the hash of the body, as the architecture page says', () => {
    const bodyHash = createHash('sha256').update(CALL.body).digest('hex');
    const signature = signGatewayCall(SECRET, CALL, NOW);
    const [, nonce] = /n=([0-9a-f]{16})/.exec(signature) ?? [];
    const mac = createHmac('sha256', SECRET)
      .update(`${NOW}\n${nonce}\nworkers\nrequest-0001\n${bodyHash}`)
      .digest('hex');
    expect(signature).toBe(`t=${NOW}, n=${nonce}, v2=${mac}`);
  });

  it('differs between two equal calls of one moment, and binds what makes it differ', () => {
    const [one, other] = [signGatewayCall(SECRET, CALL, NOW), signGatewayCall(SECRET, CALL, NOW)];
    expect(one).not.toBe(other);
    const nonceOf = (signature: string): string => signature.slice(0, signature.indexOf(', v2='));
    expect(isGatewayCall(SECRET, one.replace(nonceOf(one), nonceOf(other)), CALL, NOW)).toBe(false);
  });

  it('holds for the same call within thirty seconds either way, whether the body is text or bytes', () => {
    const signature = signGatewayCall(SECRET, CALL, NOW);
    for (const offsetMs of [0, 30_000, -30_000])
      expect(isGatewayCall(SECRET, signature, CALL, NOW + offsetMs)).toBe(true);
    expect(isGatewayCall(SECRET, signature, { ...CALL, body: Buffer.from(CALL.body) }, NOW)).toBe(true);
  });

  it.each([
    ['sent again after half a minute', CALL, SECRET, NOW + 30_001],
    ['dated half a minute ahead', CALL, SECRET, NOW - 30_001],
    ['for another subgraph', { ...CALL, subgraph: 'assistance' }, SECRET, NOW],
    ['with another body', { ...CALL, body: `${CALL.body} ` }, SECRET, NOW],
    ['with another request id', { ...CALL, requestId: 'request-0002' }, SECRET, NOW],
    ['made with another secret', CALL, `${SECRET}!`, NOW],
  ])('does not hold when it is %s', (_what, call, secret, nowMs) => {
    const signature = signGatewayCall(SECRET, CALL, NOW);
    expect(isGatewayCall(secret, signature, call, nowMs)).toBe(false);
  });

  it.each([
    undefined,
    '',
    ['t=1795564903000, v2=00'],
    't=1795564903000',
    `t=1795564903000, n=${'0'.repeat(16)}, v2=${'0'.repeat(63)}`,
    `t=1795564903000, v2=${'0'.repeat(64)}`,
    `t=1795564903000, n=${'0'.repeat(16)}, v2=${'0'.repeat(64)}`,
    `t=1795564903000, n=${'0'.repeat(16)}, v1=${'0'.repeat(64)}`,
    `t=1e12, n=${'0'.repeat(16)}, v2=${'0'.repeat(64)}`,
    SECRET,
  ])('is not found in %p', (header) => {
    expect(isGatewayCall(SECRET, header, CALL, NOW)).toBe(false);
  });

  it('can not have its time moved', () => {
    const later = NOW + 60_000;
    const moved = signGatewayCall(SECRET, CALL, NOW).replace(String(NOW), String(later));
    expect(isGatewayCall(SECRET, moved, CALL, later)).toBe(false);
  });
});
