import { join } from 'node:path';
import { FaultError } from '@nuan/errors';
import { ensureAllInOne } from './all-in-one';
import { firstDifference } from './answer-comparison';
import type { BenchConfig, LoadShape } from './bench.config';
import { startByHand } from './by-hand/by-hand.process';
import { addCpu, BY_HAND, type CpuTimes, cpuSince, machineBusyMs, Processes } from './cpu-time';
import { readRunningData, type RunningData } from './data-directory';
import { Caller } from './load';
import { type Question, readQuestions } from './questions';
import { type Round, summarise, type Summary } from './statistics';

/** What one contestant did with one question. */
export interface Measurement {
  readonly summary: Summary;
  /** Median of one caller alone, in milliseconds. */
  readonly aloneP50Ms: number;
  /** Processor time of all rounds by process. */
  readonly cpu: CpuTimes;
}

/** Both contestants side by side. */
export interface Comparison {
  readonly question: Question;
  readonly answerBytes: number;
  readonly ours: Measurement;
  readonly byHand: Measurement;
}

/** What the run found, and how undisturbed it was. */
export interface BenchResult {
  /** Size of the sample campaign; the figures of record are those of scale 1. */
  readonly scale: number | null;
  readonly comparisons: readonly Comparison[];
  /** Processor milliseconds per second that processes of neither contestant used, this one's own included; null where unknown. */
  readonly others: { readonly loadMsPerS: number; readonly strangersMsPerS: number } | null;
}

/** Measures both questions and leaves the machine as it was found. @throws FaultError when the contestants' answers differ. */
export async function runBench(root: string, config: BenchConfig, say: (line: string) => void): Promise<BenchResult> {
  // The load is one client's: its allowance is not what is measured.
  const stopAllInOne = await ensureAllInOne(root, config.port, { ...config.env, NUAN_COST_PER_MINUTE: '0' });
  try {
    const data = await readRunningData(config);
    const byHand = await startByHand(data);
    try {
      const processes = new Processes(data.childPids, data.postmasterPid, byHand.pid);
      const questions = readQuestions(join(root, 'apps/gateway/questions'));
      const contest = new Contest(config, data, byHand.url, processes);
      const comparisons: Comparison[] = [];
      for (const question of questions) comparisons.push(await contest.compare(question, say));
      return { scale: data.scale, comparisons, others: contest.disturbance() };
    } finally {
      await byHand.stop();
    }
  } finally {
    await stopAllInOne?.();
  }
}

interface Contestant {
  readonly caller: Caller;
  readonly expectedBytes: number;
  readonly rounds: Round[];
  readonly cpu: CpuTimes[];
}

/** Runs the contestants in turns, so that what disturbs the machine disturbs both. */
class Contest {
  private measuredMs = 0;
  private machineMs = 0;
  private contestantsMs = 0;
  private ownMs = 0;

  constructor(
    private readonly config: BenchConfig,
    private readonly data: RunningData,
    private readonly byHandUrl: string,
    private readonly processes: Processes,
  ) {}

  async compare(question: Question, say: (line: string) => void): Promise<Comparison> {
    const { load, port } = this.config;
    const { token } = this.data;
    const { document: query, variables, path } = question;
    const ours = new Caller(
      { origin: `http://127.0.0.1:${port}`, path: '/graphql', token, body: JSON.stringify({ query, variables }) },
      load.concurrency,
    );
    const byHand = new Caller(
      { origin: this.byHandUrl, path, token, body: JSON.stringify(variables) },
      load.concurrency,
    );
    try {
      const answers = { ours: await ours.ask(), byHand: await byHand.ask() };
      const difference = firstDifference(answers.ours.data, answers.byHand.data);
      if (difference !== null) throw new FaultError(`${question.title}: the answers differ: ${difference}`);
      say(`${question.title}: both answers are equal (${answers.ours.bytes} bytes); measuring`);
      const contestants = [
        { caller: ours, expectedBytes: answers.ours.bytes, rounds: [], cpu: [] },
        { caller: byHand, expectedBytes: answers.byHand.bytes, rounds: [], cpu: [] },
      ] satisfies Contestant[];
      const [first, second] = await this.measure(contestants, load);
      if (first === undefined || second === undefined) throw new FaultError('a contestant was not measured');
      return { question, answerBytes: answers.ours.bytes, ours: first, byHand: second };
    } finally {
      await ours.close();
      await byHand.close();
    }
  }

  /** What used the machine beside the contestants, over all rounds measured. */
  disturbance(): BenchResult['others'] {
    if (this.machineMs === 0) return null;
    const perSecond = (ms: number): number => (1000 * ms) / this.measuredMs;
    const strangersMs = Math.max(0, this.machineMs - this.contestantsMs - this.ownMs);
    return { loadMsPerS: perSecond(this.ownMs), strangersMsPerS: perSecond(strangersMs) };
  }

  private async measure(contestants: readonly Contestant[], load: LoadShape): Promise<Measurement[]> {
    const { concurrency, warmUpMs, aloneMs, roundMs } = load;
    const alone: number[] = [];
    for (const { caller, expectedBytes } of contestants) {
      await caller.round({ durationMs: warmUpMs, concurrency, expectedBytes });
      const { latenciesMs, elapsedMs } = await caller.round({ durationMs: aloneMs, concurrency: 1, expectedBytes });
      alone.push(summarise([{ latenciesMs, elapsedMs }]).p50Ms);
    }
    for (let round = 0; round < load.rounds; round += 1) {
      // Whoever goes first meets a machine that the other hasn't just warmed, so they change places.
      const order = round % 2 === 0 ? contestants : [...contestants].reverse();
      for (const contestant of order) await this.round(contestant, { durationMs: roundMs, concurrency });
    }
    return contestants.map(({ rounds, cpu }, index) => ({
      summary: summarise(rounds),
      aloneP50Ms: alone[index] ?? Number.NaN,
      cpu: addCpu(cpu),
    }));
  }

  private async round(
    { caller, expectedBytes, rounds, cpu }: Contestant,
    shape: { durationMs: number; concurrency: number },
  ): Promise<void> {
    const before = { cpu: this.processes.read(), own: process.cpuUsage(), machine: machineBusyMs() };
    const round = await caller.round({ ...shape, expectedBytes });
    const own = process.cpuUsage(before.own);
    const used = cpuSince(before.cpu, this.processes.read());
    rounds.push(round);
    cpu.push(used);
    this.measuredMs += round.elapsedMs;
    this.machineMs += (machineBusyMs() ?? 0) - (before.machine ?? 0);
    this.ownMs += (own.user + own.system) / 1000;
    this.contestantsMs += [...used.values()].reduce((sum, ms) => sum + ms, 0);
  }
}

/** The processes that count for our side: everything but the other contestant. */
export function ourCpu(cpu: CpuTimes): CpuTimes {
  return new Map([...cpu].filter(([name]) => name !== BY_HAND));
}
