import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createFieldCipher } from './field-cipher';
import { maskAccount, maskId, maskName, maskPhone } from './masks';

const first = { id: '2016', key: randomBytes(32) };
const second = { id: '2017', key: randomBytes(32) };
const hashKey = randomBytes(32);
const cipher = createFieldCipher({ keys: [first], hashKey });

describe('a field cipher', () => {
  it('opens what it sealed, and seals the same text differently each time', () => {
    const texts = ['349900199001011234', '', '矽肺 三期'];
    for (const text of texts) expect(cipher.open(cipher.seal(text))).toBe(text);
    expect(cipher.seal('a').equals(cipher.seal('a'))).toBe(false);
  });

  it('opens values of an older key after a rotation, and seals with the newer', () => {
    const rotated = createFieldCipher({ keys: [second, first], hashKey });
    expect(rotated.open(cipher.seal('old'))).toBe('old');
    expect(() => cipher.open(rotated.seal('new'))).toThrow(/unknown key "2017"/);
  });

  it('refuses a value changed in any byte', () => {
    const sealed = cipher.seal('100000');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => cipher.open(changed)).toThrow();
    }
    expect(() => cipher.open(Buffer.alloc(0))).toThrow();
  });

  it('hashes equal texts of different domains apart', () => {
    expect(cipher.hash('id', 'x').equals(cipher.hash('id', 'x'))).toBe(true);
    expect(cipher.hash('id', 'x').equals(cipher.hash('account', 'x'))).toBe(false);
  });

  it('refuses keys of a wrong size', () => {
    expect(() => createFieldCipher({ keys: [{ id: 'a', key: Buffer.alloc(16) }], hashKey })).toThrow(/32 bytes/);
    expect(() => createFieldCipher({ keys: [], hashKey })).toThrow(/at least one key/);
  });
});

describe('masks', () => {
  it.each([
    ['张明', '张*'],
    ['张小明', '张*明'],
    ['欧阳明', '欧阳*'],
    ['欧阳小明', '欧阳*明'],
    ['张', '张*'],
    ['阿卜杜·热合曼', '阿卜杜·**'],
  ])('show %s as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });

  it('keep three and four characters of numbers, and nothing of short ones', () => {
    expect(maskId('349900199001011234')).toBe('349***********1234');
    expect(maskPhone('10012345678')).toBe('100****5678');
    expect(maskId('1234567')).toBe('*******');
    expect(maskAccount('某银行', '9999 9912 3456 7890')).toBe('某银行 ****7890');
    expect(maskAccount('某银行', '1234')).toBe('某银行 ****');
  });
});
