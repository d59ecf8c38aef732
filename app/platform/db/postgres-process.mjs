import fs from 'node:fs';
import path from 'node:path';

/** @typedef {{ pid: number, port: number, socketDir: string, ready: boolean }} RunningServer */

/** @param {string} cluster */
function pidFile(cluster) {
  return path.join(cluster, 'postmaster.pid');
}

/** @param {string} file */
function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Whether the process is a living server of this cluster. A zombie (containers have no reaper) and a process that only
 * inherited the number are not: a server's working directory is its cluster.
 * @param {number} pid @param {string} cluster
 */
function isServerAlive(pid, cluster) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  const stat = readIfThere(`/proc/${pid}/stat`);
  if (!stat || stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z')) return false;
  return worksIn(pid, cluster) ?? true;
}

/** Whether the process works in the folder; null when the system does not tell. @param {number} pid @param {string} folder */
function worksIn(pid, folder) {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(folder);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EACCES' ? null : false;
  }
}

/**
 * The server that now runs on the cluster, whoever started it; null when none does.
 * @param {string} cluster
 * @returns {RunningServer | null}
 */
export function findServer(cluster) {
  const lines = readIfThere(pidFile(cluster))?.split('\n');
  if (!lines || lines.length < 6) return null;
  const pid = Number(lines[0]);
  if (!isServerAlive(pid, cluster)) return null;
  return { pid, port: Number(lines[3]), socketDir: lines[4] ?? '', ready: lines[7]?.trim() === 'ready' };
}

/**
 * Removes the lock file of a dead server. PostgreSQL itself does not dare to when any process has that number now.
 * Left alone while an orphaned backend still works on the cluster.
 * @param {string} cluster
 */
export function dropStaleLock(cluster) {
  const file = pidFile(cluster);
  const content = readIfThere(file);
  if (process.platform !== 'linux' || !content) return;
  if (isServerAlive(parseInt(content, 10), cluster)) return;
  const pids = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  if (pids.some((pid) => worksIn(Number(pid), cluster))) return;
  const aside = `${file}.stale-${process.pid}`;
  try {
    fs.renameSync(file, aside);
    // Another starter may have put its own lock there since we looked: give it back.
    if (readIfThere(aside) !== content) fs.linkSync(aside, file);
  } catch {
    // somebody else removed it
  }
  fs.rmSync(aside, { force: true });
}
