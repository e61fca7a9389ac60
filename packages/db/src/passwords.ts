import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";

/** 32 MiB and three rounds for every guess. */
const COST = { N: 2 ** 15, r: 8, p: 3 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** The hash of a password with a fresh salt, as `scrypt$N$r$p$salt$hash` (salt and hash in base64url). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, HASH_BYTES, COST);
  return ["scrypt", COST.N, COST.r, COST.p, salt.toString("base64url"), hash.toString("base64url")].join("$");
}

/**
 * Whether `password` is the one whose hash is stored. Takes as long where nothing is stored (`null`: no such user, or
 * one without a password), so that nobody learns from the clock which accounts exist.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const { cost, salt, hash } = parseHash(stored) ?? NOBODY;
  const given = await derive(password, salt, hash.length, cost);
  return timingSafeEqual(given, hash) && stored !== null;
}

interface ParsedHash {
  readonly cost: { readonly N: number; readonly r: number; readonly p: number };
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const NOBODY: ParsedHash = { cost: COST, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) };

function parseHash(stored: string | null): ParsedHash | null {
  const [scheme, N, r, p, salt, hash] = stored?.split("$") ?? [];
  if (scheme !== "scrypt" || salt === undefined || !hash) return null;
  return {
    cost: { N: Number(N), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, "base64url"),
    hash: Buffer.from(hash, "base64url"),
  };
}

function derive(password: string, salt: Buffer, length: number, cost: ParsedHash["cost"]): Promise<Buffer> {
  // The same letters typed on another keyboard can be other code points: NFKC makes them one password.
  const options: ScryptOptions = { ...cost, maxmem: 256 * cost.N * cost.r };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, length, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
