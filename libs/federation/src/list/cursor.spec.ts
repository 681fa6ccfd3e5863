import { describe, expect, it } from '@jest/globals';

import { decodeCursor, encodeCursor, listDigest } from './cursor';

const digest = listDigest(['Household', 'FILE_NO']);
const position = { id: '0190f3c0-0000-7000-8000-000000000001', values: ['A-17'] };

describe('cursor', () => {
  it('comes back as the position it names', () => {
    expect(decodeCursor(encodeCursor(digest, position), digest, 1)).toEqual(position);
  });

  it('is refused by a list with another filter, order or scope', () => {
    expect(() => decodeCursor(encodeCursor(digest, position), listDigest(['Household', 'NET']), 1)).toThrow(
      'does not belong',
    );
  });

  it.each(['', 'x', Buffer.from('[1,2]').toString('base64url'), Buffer.from('{}').toString('base64url')])(
    'is refused when malformed: %p',
    (text) => {
      expect(() => decodeCursor(text, digest, 1)).toThrow('does not belong');
    },
  );
});
