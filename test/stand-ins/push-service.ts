import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer } from 'node:http';

/** A browser's side of a subscription: it alone can read what is sent. */
export interface PushBrowser {
  subscription: { endpoint: string; p256dh: string; auth: string };
  /** What arrived for it, decrypted. */
  received: Record<string, unknown>[];
}

export interface ReceivedPush {
  path: string;
  headers: Record<string, string | string[] | undefined>;
  /** The claims of the VAPID token, whose signature held. */
  claims: { aud: string; sub: string; exp: number };
  /** The public key that signed. */
  key: string;
}

export interface PushServiceStandIn {
  origin: string;
  pushes: ReceivedPush[];
  subscribe: () => PushBrowser;
  /** The next answers instead of 201. */
  answerNext: (...answers: { status: number; retryAfter?: number }[]) => void;
  close: () => Promise<void>;
}

/** A push service as RFC 8030, 8291 and 8292 describe it, on this machine. */
export async function startPushService(): Promise<PushServiceStandIn> {
  const browsers = new Map<string, { receive: (body: Buffer) => void }>();
  const pushes: ReceivedPush[] = [];
  const answers: { status: number; retryAfter?: number }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const token = readVapid(request.headers.authorization ?? '');
      const browser = browsers.get(path);
      const answer = !token ? { status: 403 } : (answers.shift() ?? { status: browser ? 201 : 404 });
      if (token) pushes.push({ path, headers: request.headers, ...token });
      if (answer.status === 201) browser?.receive(Buffer.concat(chunks));
      response.writeHead(answer.status, answer.retryAfter ? { 'Retry-After': String(answer.retryAfter) } : {}).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  return {
    origin,
    pushes,
    subscribe() {
      const keys = createECDH('prime256v1');
      keys.generateKeys();
      const auth = randomBytes(16);
      const path = `/push/${randomBytes(12).toString('base64url')}`;
      const received: Record<string, unknown>[] = [];
      browsers.set(path, { receive: (body) => received.push(JSON.parse(decrypt(body, { keys, auth }).toString()) as Record<string, unknown>) });
      return { received, subscription: { endpoint: origin + path, p256dh: keys.getPublicKey().toString('base64url'), auth: auth.toString('base64url') } };
    },
    answerNext: (...next) => answers.push(...next),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** RFC 8291 over RFC 8188, one record. */
function decrypt(body: Buffer, { keys, auth }: { keys: ReturnType<typeof createECDH>; auth: Buffer }): Buffer {
  const keyLength = body.readUInt8(20);
  const [salt, sender, sealed] = [body.subarray(0, 16), body.subarray(21, 21 + keyLength), body.subarray(21 + keyLength)];
  const derive = (material: Uint8Array, saltOf: Uint8Array, info: Uint8Array, length: number) => Buffer.from(hkdfSync('sha256', material, saltOf, info, length));
  const secret = derive(keys.computeSecret(sender), auth, Buffer.concat([Buffer.from('WebPush: info\0'), keys.getPublicKey(), sender]), 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return padded.subarray(0, padded.lastIndexOf(2));
}

/** The token of `vapid t=…, k=…`, if its signature is that of the key beside it. */
function readVapid(header: string): Pick<ReceivedPush, 'claims' | 'key'> | null {
  const [, token = '', key = ''] = /^vapid t=([^,]+), ?k=(\S+)$/.exec(header) ?? [];
  const [head, body, signature] = token.split('.');
  if (!head || !body || !signature) return null;
  const point = Buffer.from(key, 'base64url');
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') } });
  const isOwn = verify('sha256', Buffer.from(`${head}.${body}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'));
  return isOwn ? { key, claims: JSON.parse(Buffer.from(body, 'base64url').toString()) as ReceivedPush['claims'] } : null;
}
