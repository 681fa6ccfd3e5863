import { isCreditCode } from '@nuan/kernel';

/** A credit code with a right check character; `serial` makes it one's own. */
export function aCreditCode(serial: number): string {
  return creditCodeOf(`9134010000${String(serial).padStart(7, '0')}`);
}

/** A credit code by its first seventeen characters, with the check character that fits. */
export function creditCodeOf(body: string): string {
  const code = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((check) => body + check).find(isCreditCode);
  if (code === undefined) throw new RangeError('no check character fits');
  return code;
}
