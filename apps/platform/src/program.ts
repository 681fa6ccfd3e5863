import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess } from '@nuan/database';
import { FaultError } from '@nuan/errors';
import { until } from '@nuan/kernel';
import { type ChildRegister, sendSignal } from './previous-run';

/** What to run. */
export interface ProgramOptions {
  readonly name: string;
  /** The bundle. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logsDir: string;
  readonly register: ChildRegister;
}

const LARGE_LOG_BYTES = 20 * 1024 * 1024;
const STOP_WAIT_MS = 11_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
const STEADY_AFTER_MS = 60_000;

/** One process of ours: started, watched, started again when it ends by itself, stopped. */
export class Program {
  private child: ChildProcess | null = null;
  private isStopping = false;
  private pauseMs = FIRST_PAUSE_MS;
  /** Why the last process ended, until another runs. */
  private ended: string | null = null;

  constructor(
    readonly options: ProgramOptions,
    private readonly say: (line: string) => void,
  ) {}

  get logFile(): string {
    return join(this.options.logsDir, `${this.options.name}.log`);
  }

  /** Starts the program and keeps it running from now on. */
  start(): void {
    if (this.isStopping) return;
    const startedAt = Date.now();
    const { name, register } = this.options;
    const child = startProcess(this.options, this.logFile);
    this.child = child;
    this.ended = null;
    child.once('exit', (code, signal) => {
      register.remove(child.pid ?? 0);
      this.child = null;
      this.ended = signal ?? `exit code ${code}`;
      if (this.isStopping) return;
      if (Date.now() - startedAt > STEADY_AFTER_MS) this.pauseMs = FIRST_PAUSE_MS;
      this.say(`${name} ended (${this.ended}); starting it again${signal === null ? this.lastWords() : ''}`);
      setTimeout(() => this.start(), this.pauseMs);
      this.pauseMs = Math.min(2 * this.pauseMs, LONGEST_PAUSE_MS);
    });
  }

  /**
   * Waits until the program says that it is ready.
   * @throws FaultError when it ends or doesn't get ready; the line holds its last words.
   */
  async untilReady(url: string, waitMs: number): Promise<void> {
    const look = async (): Promise<'ready' | 'stopping' | null> => {
      if (this.isStopping) return 'stopping';
      if (this.ended !== null) {
        throw new FaultError(
          `${this.options.name} doesn't start (${this.ended})${this.lastWords()} (log: ${this.logFile})`,
        );
      }
      return (await isReady(url)) ? 'ready' : null;
    };
    if ((await until(look, { patienceMs: waitMs, everyMs: 40 })) === 'ready') return;
    throw new FaultError(
      `${this.options.name} isn't ready after ${Math.round(waitMs / 1000)} s (log: ${this.logFile})`,
    );
  }

  /** Asks the program to stop, and ends it if it doesn't in time. */
  async stop(): Promise<void> {
    this.isStopping = true;
    const { child } = this;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    sendSignal(child.pid ?? 0, 'SIGTERM');
    const timer = setTimeout(() => sendSignal(child.pid ?? 0, 'SIGKILL'), STOP_WAIT_MS);
    await gone;
    clearTimeout(timer);
  }

  private lastWords(): string {
    const line = lastLogLine(this.logFile);
    return line === '' ? '' : `: ${line}`;
  }
}

/** Runs a program to its end, such as a migration; its output goes to the log and, line by line, to `onLine`. */
export async function runToEnd(
  options: ProgramOptions,
  onLine: (line: string) => void = () => undefined,
): Promise<void> {
  const logFile = join(options.logsDir, `${options.name}.log`);
  const child = startProcess(options, logFile, true);
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(onLine);
  });
  const outcome = await new Promise<string | null>((done) => {
    child.once('close', (code, signal) => done(code === 0 ? null : (signal ?? `exit code ${code}`)));
  });
  options.register.remove(child.pid ?? 0);
  if (outcome !== null) {
    throw new FaultError(`${options.name} failed (${outcome}): ${lastLogLine(logFile)} (log: ${logFile})`);
  }
}

/** A process group of its own: Ctrl-C in the terminal is ours to answer, in order. */
function startProcess(options: ProgramOptions, logFile: string, isPiped = false): ChildProcess {
  if (existsSync(logFile) && statSync(logFile).size > LARGE_LOG_BYTES) renameSync(logFile, `${logFile}.1`);
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(process.execPath, [options.entry, ...options.args], {
    env: { ...options.env },
    detached: true,
    stdio: ['ignore', isPiped ? 'pipe' : log, log],
  });
  closeSync(log);
  const identity = identifyProcess(child.pid ?? 0);
  if (identity !== null) options.register.add(identity);
  return child;
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** The end of a log without JSON dressing: what a person needs to read first. */
function lastLogLine(file: string): string {
  const line = readFileSync(file, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  try {
    const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
    return [msg, err?.message].filter(Boolean).join(': ');
  } catch {
    return line;
  }
}
