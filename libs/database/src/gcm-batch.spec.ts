import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createFieldCipher } from './field-cipher';

const hashKey = Buffer.alloc(32, 9);
const cipher = createFieldCipher({ keys: [{ id: 'k1', key: Buffer.alloc(32, 7) }], hashKey });
const longId = createFieldCipher({
  keys: [{ id: 'a-key-id-of-more-than-one-block', key: Buffer.alloc(32, 5) }],
  hashKey,
});

describe('sealing many texts at once', () => {
  const texts = ['', '1', '9999990000000000', '34990019700101123X', '欧阳小明', 'x'.repeat(100), '34990019700101123X'];

  it.each([cipher, longId])('gives values that open as those sealed one by one', (each) => {
    expect(each.sealMany(texts).map((sealed) => each.open(sealed))).toEqual(texts);
  });

  it('seals equal texts differently, within a batch and between batches', () => {
    const sealed = [...cipher.sealMany(['same', 'same']), ...cipher.sealMany(['same'])].map((value) =>
      value.toString('hex'),
    );
    expect(new Set(sealed).size).toBe(3);
  });

  it('is authenticated: any changed byte is refused', () => {
    const [sealed = Buffer.alloc(0)] = cipher.sealMany(['34990019700101123X']);
    for (let at = 4; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => cipher.open(changed)).toThrow();
    }
  });
});

describe('the look-up hash', () => {
  it.each(['', '34990019700101123X', '欧阳小明'])('is HMAC-SHA-256 under the key of the domain: %s', (text) => {
    const key = Buffer.from(hkdfSync('sha256', hashKey, Buffer.alloc(0), 'nuan look-up hash id-number', 32));
    expect(cipher.hash('id-number', text)).toEqual(createHmac('sha256', key).update(text).digest());
  });

  it('of another domain cannot be told from the key of this one', () => {
    const key = Buffer.from(hkdfSync('sha256', hashKey, Buffer.alloc(0), 'nuan look-up hash id-number', 32));
    expect(cipher.hash('phone', '10012345678')).not.toEqual(createHmac('sha256', key).update('10012345678').digest());
  });
});
