/**
 * How personal data is shown by default. ID numbers keep 3 + 4 characters: the usual 6 + 4 hides the birth date alone,
 * which leaves some 2,700 candidates. Nothing that comes out of here is accepted back as input.
 */

/** Two-character surnames (复姓) still in use; a mask must not split them. */
const COMPOUND_SURNAMES = new Set(
  '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五'.split(
    ' ',
  ),
);

/** '340102199001011234' → '340***********1234'. Shorter than 8 characters: all stars. */
export function maskId(idNumber: string): string {
  return maskMiddle(idNumber, 3, 4);
}

/** '10012345678' → '100****5678'. */
export function maskPhone(phone: string): string {
  return maskMiddle(phone, 3, 4);
}

/** The bank's name and the last four digits: ('中国银行', '9999991234567890') → '中国银行 ****7890'. */
export function maskAccount(bankName: string, accountNumber: string): string {
  const digits = accountNumber.replace(/\s/g, '');
  const end = digits.length >= 8 ? digits.slice(-4) : '';
  return `${bankName} ****${end}`.trim();
}

/** '张明' → '张*', '张小明' → '张*明', '欧阳小明' → '欧阳*明'; of a name with a dot (·) the first part stays. */
export function maskName(name: string): string {
  const dot = name.search(/[·•]/);
  if (dot > 0) return `${name.slice(0, dot)}·**`;
  const characters = [...name];
  const surname = characters.length > 2 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join('')) ? 2 : 1;
  const given = characters.slice(surname);
  if (given.length <= 1) return `${characters.slice(0, surname).join('')}*`;
  return `${characters.slice(0, surname).join('')}${'*'.repeat(given.length - 1)}${given.at(-1) ?? ''}`;
}

function maskMiddle(text: string, head: number, tail: number): string {
  if (text.length <= head + tail) return '*'.repeat(text.length);
  return text.slice(0, head) + '*'.repeat(text.length - head - tail) + text.slice(-tail);
}
