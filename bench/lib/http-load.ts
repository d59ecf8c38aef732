import net from 'node:net';
import { percentile } from './report';

export interface LoadResult {
  requests: number;
  perSecond: number;
  p50: number;
  p95: number;
  p99: number;
  /** Answers by status. */
  statuses: Record<string, number>;
}

interface Load {
  port: number;
  connections: number;
  seconds: number;
}

/** Posts JSON for some seconds. @param nextBody the body of the next request of a connection */
export function loadPosts({ path, nextBody, headers = {}, ...load }: Load & { path: string; nextBody: (connection: number) => string; headers?: Record<string, string> }): Promise<LoadResult> {
  const head = headLines({ 'Content-Type': 'application/json', ...headers });
  return loadRequests({
    ...load,
    nextRequest(connection) {
      const body = Buffer.from(nextBody(connection)).toString('latin1');
      return `POST ${path} HTTP/1.1\r\n${head}Content-Length: ${body.length}\r\n\r\n${body}`;
    },
  });
}

/** Gets addresses for some seconds. @param paths taken in turn */
export function loadPages({ paths, headers = {}, ...load }: Load & { paths: string[]; headers?: Record<string, string> }): Promise<LoadResult> {
  let turn = 0;
  const head = headLines(headers);
  return loadRequests({ ...load, nextRequest: () => `GET ${paths[turn++ % paths.length]} HTTP/1.1\r\n${head}\r\n` });
}

function headLines(headers: Record<string, string>): string {
  return Object.entries({ Host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join('');
}

/**
 * Keeps `connections` sockets busy, one request each at a time. A client of its own: on a small machine a general one
 * would take as much time as the server that is measured.
 */
async function loadRequests(options: Load & { nextRequest: (connection: number) => string }): Promise<LoadResult> {
  const { port, connections, seconds, nextRequest } = options;
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  const started = performance.now();
  const end = started + seconds * 1000;
  await Promise.all(Array.from({ length: connections }, (_, connection) => new Promise<void>((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    let sentAt = 0;
    let received = '';
    const send = () => {
      if (performance.now() >= end) return void socket.end(resolve);
      const request = nextRequest(connection);
      sentAt = performance.now();
      socket.write(request, 'latin1');
    };
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      if (!isWhole(received)) return;
      latencies.push(performance.now() - sentAt);
      const status = received.slice(9, 12);
      statuses[status] = (statuses[status] ?? 0) + 1;
      received = '';
      send();
    });
  })));
  const took = (performance.now() - started) / 1000;
  const sorted = Float64Array.from(latencies).sort();
  return {
    requests: sorted.length, perSecond: sorted.length / took, statuses,
    p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), p99: percentile(sorted, 0.99),
  };
}

/** Whether an answer has arrived to its end, by its length or its last chunk. */
function isWhole(received: string): boolean {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return false;
  const headers = received.slice(0, head);
  if (/transfer-encoding: chunked/i.test(headers)) return received.endsWith('\r\n0\r\n\r\n');
  return received.length >= head + 4 + Number(/content-length: (\d+)/i.exec(headers)?.[1] ?? 0);
}
