import { hash, verify, type Options } from '@node-rs/argon2';

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. The package's default algorithm is argon2id. */
const parameters: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The argon2id hash of a password, in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters);
}

let dummy: Promise<string> | undefined;

/**
 * Whether the password belongs to the hash. Without a hash (no such person) a stand-in is verified,
 * so that the answer takes as long as for a wrong password. A hash that is none of ours is never matched.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const isReal = passwordHash?.startsWith('$argon2') ?? false;
  const against = isReal && passwordHash ? passwordHash : await (dummy ??= hashPassword('nobody has this password'));
  const matches = await verify(against, password.normalize('NFKC'));
  return isReal && matches;
}
