/** How long a graceful stop may take before the process ends anyway. */
export const SHUTDOWN_LIMIT_MS = 10_000;

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

type Stop = () => Promise<void>;

const stops: Stop[] = [];
let isStopping = false;

async function stopAll(): Promise<void> {
  const failures: unknown[] = [];
  for (const stop of stops.toReversed()) {
    await stop().catch((error: unknown) => failures.push(error));
  }
  if (failures.length > 0) process.stderr.write(`Not everything stopped cleanly: ${failures.map(String).join('; ')}\n`);
  process.exit(failures.length > 0 ? 1 : 0);
}

function begin(): void {
  if (isStopping) return;
  isStopping = true;
  setTimeout(() => {
    process.stderr.write(`Not stopped within ${SHUTDOWN_LIMIT_MS} ms: ending now.\n`);
    process.exit(1);
  }, SHUTDOWN_LIMIT_MS).unref();
  void stopAll();
}

/**
 * Runs `stop` when the process is asked to end (SIGTERM, SIGINT): what was registered last stops first, then the process exits with 0,
 * or with 1 when a stop failed or took longer than {@link SHUTDOWN_LIMIT_MS}. A second signal changes nothing.
 */
export function onShutdown(stop: Stop): void {
  if (stops.length === 0) SIGNALS.forEach((signal) => process.on(signal, begin));
  stops.push(stop);
}
