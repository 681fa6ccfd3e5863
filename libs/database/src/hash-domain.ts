/** Domains of the keyed look-up hashes, so that equal texts of different columns stay apart. */
export const HASH_DOMAIN = { idNumber: 'id-number', phone: 'phone', bankAccount: 'bank-account' } as const;
