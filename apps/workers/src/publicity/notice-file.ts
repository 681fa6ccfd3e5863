import { htmlText } from '@nuan/federation';
import { csvLine, UTF8_MARK } from '@nuan/intake';
import { HardshipCategory } from '@nuan/kernel';

import type { PublicNoticeList, PublicNoticeRow } from './notice-list';
import { PublicityKind } from './publicity-kind';

const TITLE: Readonly<Record<PublicityKind, string>> = {
  [PublicityKind.FILING]: '困难职工建档公示',
  [PublicityKind.EXIT]: '困难职工退出公示',
};

const CATEGORY: Readonly<Record<HardshipCategory, string>> = {
  [HardshipCategory.MIN_LIVING]: '低保户',
  [HardshipCategory.NEAR_MIN]: '低保边缘户',
  [HardshipCategory.ACCIDENT]: '意外致困户',
  [HardshipCategory.DEEP]: '深度困难',
  [HardshipCategory.RELATIVE]: '相对困难',
  [HardshipCategory.ACCIDENTAL]: '意外致困',
  [HardshipCategory.EDGE]: '边缘困难',
};

/** The columns of a posted list, by their titles. */
export const NOTICE_COLUMNS: readonly (readonly [title: string, cell: (row: PublicNoticeRow) => string])[] = [
  ['序号', ({ number }) => String(number)],
  ['姓名', ({ nameMasked }) => nameMasked],
  ['所属工会', ({ organisation }) => organisation],
  ['困难类别', ({ category }) => (category === null ? '' : CATEGORY[category])],
  ['张贴日期', ({ postedOn }) => postedOn],
  ['公示截止日', ({ openUntil }) => openUntil],
  ['公示及异议受理地点', ({ objectAt }) => objectAt],
];

const titles = NOTICE_COLUMNS.map(([title]) => title);
const cellsOf = (row: PublicNoticeRow): string[] => NOTICE_COLUMNS.map(([, cell]) => cell(row));

/** The name to save a list by, without its ending. */
export function noticeFileName({ kind, regionCode, on }: PublicNoticeList): string {
  return `${TITLE[kind]}-${regionCode}-${on}`;
}

/** A list as a spreadsheet, in UTF-8 with its mark: what a spreadsheet would compute is made text. */
export function noticeCsv({ rows }: PublicNoticeList): string {
  return UTF8_MARK + [titles, ...rows.map(cellsOf)].map(csvLine).join('');
}

/** A list as a page to print and post; it needs nothing from anywhere. */
export function noticeHtml(list: PublicNoticeList): string {
  const line = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${htmlText(cell)}</${tag}>`).join('')}</tr>`;
  const title = TITLE[list.kind];
  return `<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>${htmlText(`${list.heading}${title}`)}</title>
<style>${STYLE}</style>
<h1>${htmlText(list.heading)}</h1><h2>${title}</h2>
<p>现将截至 ${list.on} 正在公示的 ${list.rows.length} 户予以公布。</p>
<table><thead>${line(titles, 'th')}</thead><tbody>
${list.rows.map((row) => line(cellsOf(row), 'td')).join('\n')}
</tbody></table>
<p>对以上名单有异议的，请在公示截止日前向所列受理地点的工会反映。反映人信息不予记录和公开。</p>
<p class="end">${htmlText(list.heading)}<br>${list.on}</p>
</html>
`;
}

const STYLE = `@page{size:A4;margin:20mm}body{font:12pt/1.6 "SimSun","Songti SC","Noto Serif CJK SC",serif;color:#000;max-width:190mm;margin:auto}
h1,h2{text-align:center;font-weight:bold;margin:.3em 0}h1{font-size:20pt}h2{font-size:16pt}table{border-collapse:collapse;width:100%}
thead{display:table-header-group}tr{break-inside:avoid}td,th{border:1px solid #000;padding:3px 6px;text-align:left}.end{text-align:right}`;
