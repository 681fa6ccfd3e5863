import type { ActTransaction } from '@nuan/facts';
import { newId } from '@nuan/kernel';

import type { PayStatus } from '../disbursement/pay-status';
import type { AnswerLine } from './answer-file';
import type { BankLineState } from './bank-file-status';
import type { BankWord, LinePlace } from './bank-settlement';
import { after, type KnownPayment, type SentLine, statusAfter, type Verdict, verdictOn } from './bank-verdict';

/** A line of the bank's that could not be applied. */
export interface FoundAnomaly {
  readonly line: AnswerLine;
  readonly verdict: Extract<Verdict, { act: 'ANOMALY' }>;
  readonly sentFen: bigint | null;
  readonly regionCode: string;
}

/** What a piece of a file of the bank's comes to. */
export interface MatchedPiece {
  readonly word: BankWord;
  readonly anomalies: readonly FoundAnomaly[];
}

interface KnownRow {
  readonly at: number;
  readonly fileId: string | null;
  readonly lineNo: number | null;
  readonly sentFen: string | null;
  readonly state: BankLineState | null;
  readonly bankRef: string | null;
  readonly returnCode: string | null;
  readonly isOnStatement: boolean;
  readonly status: PayStatus | null;
  readonly regionCode: string | null;
  readonly isReturnPosted: boolean;
  readonly isNotedBefore: boolean;
}

const GIVEN = `unnest($1::text[], $2::uuid[], $3::text[]) with ordinality g (file_no, disbursement_id, bank_ref, at)`;

/** In one order, so that two files over the same lines wait for each other instead of deadlocking; then both read what stands. */
const LOCK = `
select from bank_line l where (l.file_id, l.disbursement_id) in
  (select f.id, g.disbursement_id from unnest($1::text[], $2::uuid[]) g (file_no, disbursement_id) join bank_file f on f.file_no = g.file_no)
order by l.file_id, l.line_no for no key update`;

const KNOWN = `
select g.at::int as at, l.file_id as "fileId", l.line_no as "lineNo", l.amount_fen as "sentFen", l.state, l.bank_ref as "bankRef",
  l.return_code as "returnCode", l.statement_id is not null as "isOnStatement", d.status, d.region_code as "regionCode",
  coalesce(d.status = 'REVERSED', false) or exists (select from payment_return r where r.bank_ref = g.bank_ref and r.disbursement_id = d.id)
    as "isReturnPosted",
  exists (select from bank_anomaly a where a.answer_id is not null and a.disbursement_id = g.disbursement_id and a.outcome = 'CREDIT'
    and a.bank_ref = g.bank_ref) as "isNotedBefore"
from ${GIVEN}
  left join disbursement d on d.id = g.disbursement_id and d.region_code like any($4::text[])
  left join bank_file f on f.file_no = g.file_no and f.region_code like any($4::text[]) and f.status in ('WRITTEN','ANSWERED')
  left join bank_line l on l.file_id = f.id and l.disbursement_id = d.id
order by g.at`;

/**
 * Holds lines of the bank's against what was sent, in their order, within the regions of the answer. Nothing is written; the
 * lines stay locked until the act ends.
 */
export async function matchLines(
  tx: Pick<ActTransaction, 'query'>,
  lines: readonly AnswerLine[],
  answer: { readonly regionCode: string; readonly patterns: readonly string[] },
): Promise<MatchedPiece> {
  const params = [
    lines.map(({ fileNo }) => fileNo),
    lines.map(({ disbursementId }) => disbursementId),
    lines.map(({ bankRef }) => bankRef),
    answer.patterns,
  ];
  await tx.query(LOCK, params.slice(0, 2));
  const rows = await tx.query<KnownRow[]>(KNOWN, params);
  const piece = new PieceMatching(answer.regionCode);
  lines.forEach((line, at) => {
    const row = rows[at];
    if (row) piece.take(line, row);
  });
  return piece.result();
}

/** The lines of one piece, each seeing what the ones before it did. */
class PieceMatching {
  private readonly standing = new Map<string, { sent: SentLine | null; status: PayStatus | null }>();
  private readonly credits = new Set<string>();
  private readonly confirmed: (LinePlace & { bankRef: string })[] = [];
  private readonly rejected: (LinePlace & { returnCode: string })[] = [];
  private readonly onStatement: LinePlace[] = [];
  private readonly anomalies: FoundAnomaly[] = [];

  constructor(private readonly regionCode: string) {}

  take(line: AnswerLine, row: KnownRow): void {
    const key = `${line.fileNo}/${line.disbursementId}`;
    const credit = `${key}/${line.bankRef ?? ''}`;
    const { sent, status } = this.standing.get(key) ?? { sent: sentLineOf(row), status: row.status };
    const known: KnownPayment = {
      sent,
      status,
      isReturnPosted: row.isReturnPosted,
      isNotedBefore: row.isNotedBefore || this.credits.has(credit),
    };
    const verdict = verdictOn(line, known);
    if (line.outcome === 'CREDIT') this.credits.add(credit);
    if (sent !== null) this.standing.set(key, { sent: after(sent, verdict), status: statusAfter(status, verdict) });
    this.keep(line, row, verdict, sent);
  }

  result(): MatchedPiece {
    const { confirmed, rejected, onStatement, anomalies } = this;
    return { word: { confirmed, rejected, onStatement }, anomalies };
  }

  private keep(
    line: AnswerLine,
    { fileId, lineNo, regionCode }: KnownRow,
    verdict: Verdict,
    sent: SentLine | null,
  ): void {
    if (verdict.act === 'ANOMALY') {
      const found = { line, verdict, sentFen: sent?.amountFen ?? null, regionCode: regionCode ?? this.regionCode };
      this.anomalies.push(found);
      return;
    }
    const place = { fileId: fileId ?? '', lineNo: lineNo ?? 0, disbursementId: line.disbursementId };
    if (verdict.act === 'CONFIRM') this.confirmed.push({ ...place, bankRef: verdict.bankRef });
    if (verdict.act === 'REJECT') this.rejected.push({ ...place, returnCode: verdict.returnCode });
    if (verdict.act === 'RECONCILE' || (verdict.act === 'CONFIRM' && verdict.isStatement)) this.onStatement.push(place);
  }
}

function sentLineOf({ sentFen, state, bankRef, returnCode, isOnStatement }: KnownRow): SentLine | null {
  return sentFen === null || state === null
    ? null
    : { amountFen: BigInt(sentFen), state, bankRef, returnCode, isOnStatement };
}

const KEEP = `
insert into bank_anomaly (id, kind, status, answer_id, line_no, file_no, disbursement_id, outcome, amount_fen, sent_fen, bank_ref,
  return_code, region_code, found_at)
select a.id, a.kind, a.status, $1, a.line_no, a.file_no, a.disbursement_id, a.outcome, a.amount_fen, a.sent_fen, a.bank_ref,
  a.return_code, a.region_code, $2
from jsonb_to_recordset($3::jsonb) a (id uuid, kind text, status text, line_no int, file_no text, disbursement_id uuid, outcome text,
  amount_fen bigint, sent_fen bigint, bank_ref text, return_code text, region_code text)`;

/** Records anomalies, each under its name. */
export async function keepAnomalies(
  tx: ActTransaction,
  answerId: string,
  anomalies: readonly FoundAnomaly[],
): Promise<void> {
  if (anomalies.length === 0) return;
  const rows = anomalies.map(({ line, verdict, sentFen, regionCode }) => ({
    id: newId(),
    kind: verdict.kind,
    status: verdict.isHarmless ? 'NOTED' : 'OPEN',
    line_no: line.lineNo,
    file_no: line.fileNo,
    disbursement_id: line.disbursementId,
    outcome: line.outcome,
    amount_fen: String(line.amountFen),
    sent_fen: sentFen === null ? null : String(sentFen),
    bank_ref: line.bankRef,
    return_code: line.returnCode,
    region_code: regionCode,
  }));
  await tx.query(KEEP, [answerId, tx.now, JSON.stringify(rows)]);
  tx.about(
    'BankAnomaly',
    rows.map(({ id }) => id),
  );
}
