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

/**
 * Keeps `connections` sockets busy, one request each at a time. A client of its own: on a small machine a general one
 * would take as much time as the server that is measured.
 * @param nextBody the body of the next request of a connection
 */
export async function loadPosts(options: { port: number; path: string; connections: number; seconds: number; nextBody: (connection: number) => string }): Promise<LoadResult> {
  const { port, path, connections, seconds, nextBody } = options;
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
      const body = nextBody(connection);
      sentAt = performance.now();
      socket.write(`POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`, 'latin1');
    };
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received += chunk.toString('latin1');
      const head = received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(received.slice(0, head))?.[1] ?? 0);
      if (received.length < head + 4 + length) return;
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
