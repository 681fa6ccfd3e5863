import { isCreditCode } from '@nuan/kernel';

/** A credit code by its first seventeen characters, with the check character that fits. */
export const codeOf = (body: string): string =>
  [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((check) => `${body}${check}`).find(isCreditCode) ?? '';
