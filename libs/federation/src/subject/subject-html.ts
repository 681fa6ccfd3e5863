import { htmlText } from '../outgoing/html-text';
import type { SubjectPart } from './subject-section';

const shown = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return htmlText(typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean));
};

function table(rows: SubjectPart['rows']): string {
  const names = Object.keys(rows[0] ?? {});
  const line = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table>${line(names.map(htmlText), 'th')}${rows
    .map((row) =>
      line(
        names.map((name) => shown(row[name])),
        'td',
      ),
    )
    .join('')}</table>`;
}

/** A record as a page without scripts, to read and print. */
export function subjectHtml(title: string, parts: readonly SubjectPart[]): string {
  const sections = parts.map(
    (part) =>
      `<h2>${htmlText(part.title)}</h2><p>${htmlText(part.purpose)}. ${htmlText(part.source)}.</p>` +
      (part.rows.length === 0 ? '<p>–</p>' : table(part.rows)),
  );
  return `<!doctype html><html lang="zh"><meta charset="utf-8"><title>${htmlText(title)}</title>
<style>body{font:14px sans-serif}table{border-collapse:collapse}td,th{border:1px solid #999;padding:2px 6px;text-align:left}</style>
<h1>${htmlText(title)}</h1>${sections.join('\n')}</html>\n`;
}
