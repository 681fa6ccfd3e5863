// `npm test`: everything that must hold, in the order in which a mistake is found fastest. One line per step; the output
// of a step is shown when it fails, and always for the tests. `npm test -- specs stories` runs the named steps alone.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

const node = process.execPath;
const projects = ['libs', 'apps', 'tools', '.']
  .flatMap((root) => readdirSync(root).map((name) => (root === '.' ? name : `${root}/${name}`)))
  .filter((path) => existsSync(`${path}/tsconfig.json`));
const swc = ['-r', '@swc-node/register'];
const stories = [node, 'node_modules/jest/bin/jest.js', '-c', 'e2e/jest.config.cjs'];
const passedOver = (...paths) => paths.map((path) => `--testPathIgnorePatterns=${path}`);
const steps = [
  ['project graph', [node, 'node_modules/nx/dist/bin/nx.js', 'show', 'projects']],
  ['lint', [node, 'node_modules/eslint/bin/eslint.js', '.', '--max-warnings=0']],
  ['format', [node, 'node_modules/prettier/bin/prettier.cjs', '--check', '.', '--log-level=warn']],
  ...projects.map((project) => [`types ${project}`, [node, 'node_modules/typescript7/bin/tsc', '-p', project]]),
  ['checks', [node, ...swc, 'tools/checks/src/main.ts']],
  ['states', [node, ...swc, 'tools/state-diagrams/src/main.ts', '--check']],
  ['access', [node, ...swc, 'tools/access-matrix/src/main.ts', '--check']],
  ['supergraph', [node, ...swc, 'tools/compose-supergraph/src/main.ts', '--check']],
  ['build', [node, 'tools/build/build.mjs']],
  ['specs', [node, 'node_modules/jest/bin/jest.js', '--maxWorkers=2'], 'shown'],
  ['matrix', [...stories, '--maxWorkers=2', '/e2e/access-matrix/'], 'shown'],
  ['stories', [...stories, '--runInBand', ...passedOver('/node_modules/', '/dist/', '/e2e/access-matrix/')], 'shown'],
];

const env = {
  ...process.env,
  SWC_NODE_PROJECT: 'tsconfig.base.json',
  NX_DAEMON: 'false',
  NX_NO_CLOUD: 'true',
  CI: 'true',
};
const started = performance.now();
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? steps : steps.filter(([name]) => wanted.includes(name.split(' ')[0]));

/** Ends the embedded server that the specs share, so that a test run leaves nothing behind. */
function stopTestServer() {
  const stop = "require('./libs/testing/src/test-server').stopTestServer()";
  spawnSync(node, [...swc, '-e', stop], { env, stdio: 'ignore' });
}

function run([name, [command, ...args], shown]) {
  const since = performance.now();
  const stdio = shown ? 'inherit' : 'pipe';
  const result = spawnSync(command, args, { env, stdio, encoding: 'utf8', maxBuffer: 1 << 26 });
  const failed = result.status !== 0;
  if (failed && !shown) process.stdout.write(`${result.stdout}${result.stderr}`);
  console.log(`${failed ? 'FAILED' : 'ok'}  ${name}  ${seconds(since)}`);
  return !failed;
}

const passed = chosen.every(run);
if (chosen.some(([name]) => ['specs', 'matrix', 'stories'].includes(name))) stopTestServer();
if (passed) console.log(`all passed in ${seconds(started)}`);
process.exitCode = passed ? 0 : 1;
