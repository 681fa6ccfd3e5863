import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';

/** A way to seal a text under a key; its id stands in each value, so another one can be added beside it. */
export interface CipherSuite {
  /** 1..255; the first byte of a sealed value. */
  readonly id: number;
  /** As the file of keys names it. */
  readonly name: string;
  readonly nonceBytes: number;
  readonly tagBytes: number;
  /** Ciphertext and tag; `header` is authenticated with them. */
  seal(key: KeyObject, nonce: Buffer, header: Buffer, text: string): Buffer;
  /** The text. Throws when nonce, header or body isn't what was sealed. */
  open(key: KeyObject, nonce: Buffer, header: Buffer, body: Buffer): string;
}

const TAG_BYTES = 16;

/** AES-256-GCM (NIST SP 800-38D). */
export const AES_256_GCM: CipherSuite = {
  id: 1,
  name: 'AES-256-GCM',
  nonceBytes: 12,
  tagBytes: TAG_BYTES,
  seal(key, nonce, header, text) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(header);
    const body = cipher.update(text, 'utf8');
    return Buffer.concat([body, cipher.final(), cipher.getAuthTag()]);
  },
  open(key, nonce, header, body) {
    const end = body.length - TAG_BYTES;
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
      .setAAD(header)
      .setAuthTag(body.subarray(end));
    return decipher.update(body.subarray(0, end), undefined, 'utf8') + decipher.final('utf8');
  },
};

/** Suites by name. SM4-GCM (GB/T 32907) has id 2 reserved for installations that must use the national algorithms (密评). */
export const CIPHER_SUITES: ReadonlyMap<string, CipherSuite> = new Map([[AES_256_GCM.name, AES_256_GCM]]);
