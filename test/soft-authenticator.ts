import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

const FLAGS = { userPresent: 1, userVerified: 4, attested: 64 };

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest();
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** A CBOR byte string of up to 65535 bytes. */
const cborBytes = (bytes: Uint8Array) => Buffer.concat([bytes.length < 256 ? Buffer.from([0x58, bytes.length]) : Buffer.from([0x59, bytes.length >> 8, bytes.length & 255]), bytes]);
const cborText = (text: string) => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);

export interface Answering {
  challenge: string;
  origin: string;
  rpId: string;
  /** The counter it claims. */
  counter?: number;
  isVerified?: boolean;
}

/** An authenticator of software, as WebAuthn describes one: a P-256 key, no attestation. It obeys, also where a real one would not. */
export class SoftAuthenticator {
  readonly id = randomBytes(32);
  private readonly privateKey: KeyObject;
  private readonly publicKey: KeyObject;

  constructor() {
    ({ privateKey: this.privateKey, publicKey: this.publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  }

  register(asked: Answering): RegistrationResponseJSON {
    const clientData = this.clientData('webauthn.create', asked);
    const data = Buffer.concat([this.data(asked, FLAGS.attested), Buffer.alloc(16), Buffer.from([0, this.id.length]), this.id, this.cosePublicKey()]);
    const attestation = Buffer.concat([Buffer.from([0xa3]), cborText('fmt'), cborText('none'), cborText('attStmt'), Buffer.from([0xa0]), cborText('authData'), cborBytes(data)]);
    return { ...this.head(), response: { clientDataJSON: base64url(clientData), attestationObject: base64url(attestation), transports: ['internal'] } };
  }

  answer(asked: Answering): AuthenticationResponseJSON {
    const clientData = this.clientData('webauthn.get', asked);
    const data = this.data(asked, 0);
    const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), this.privateKey);
    return { ...this.head(), response: { clientDataJSON: base64url(clientData), authenticatorData: base64url(data), signature: base64url(signature) } };
  }

  private head() {
    const id = base64url(this.id);
    return { id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} };
  }

  private clientData(type: string, { challenge, origin }: Answering): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  private data({ rpId, counter = 0, isVerified = true }: Answering, more: number): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([FLAGS.userPresent | (isVerified ? FLAGS.userVerified : 0) | more]), count]);
  }

  /** The key as COSE writes it: kty EC2, alg ES256, crv P-256, x, y. */
  private cosePublicKey(): Buffer {
    const { x = '', y = '' } = this.publicKey.export({ format: 'jwk' });
    return Buffer.concat([Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]), cborBytes(Buffer.from(x, 'base64url')), Buffer.from([0x22]), cborBytes(Buffer.from(y, 'base64url'))]);
  }
}
