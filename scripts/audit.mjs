// Asks the package registry whether what runs in production has known faults. A registry that cannot tell is said, not failed:
// a test must not depend on somebody else's service.
import { spawnSync } from 'node:child_process';

/** Faults from here on end the run; lesser ones are listed. */
const LEVEL = 'high';

const { stdout, stderr } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 60_000 });
const answer = parse(stdout);
const counts = answer?.metadata?.vulnerabilities;
if (!counts) {
  console.log(`not checked: the registry tells nothing about known faults (${firstLine(answer?.message ?? answer?.error?.summary ?? stderr)})`);
  process.exit(0);
}
for (const [name, { severity, range, fixAvailable }] of Object.entries(answer.vulnerabilities ?? {})) {
  console.log(`${severity}: ${name} ${range}${fixAvailable ? ' (a newer version mends it)' : ''}`);
}
const serious = counts.critical + counts[LEVEL];
console.log(`${counts.total} known faults, ${serious} of them ${LEVEL} or critical`);
process.exit(serious > 0 ? 1 : 0);

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** @param {unknown} text */
function firstLine(text) {
  return String(text ?? '').trim().split('\n').at(-1)?.slice(0, 200) || 'no answer';
}
