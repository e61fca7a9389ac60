import { randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "./data-folder";

/** No letters that look like others. */
const ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

/** The password of the demo's accounts as this installation keeps it; null if it does not. */
export function keptDemoPassword(): string | null {
  const path = passwordFile();
  return existsSync(path) ? readFileSync(path, "utf8").trim() : null;
}

/**
 * The password that a demo is to be loaded with: `DEMO_PASSWORD`, else what was kept, else a new one made at random. It
 * is kept in the data folder, readable for its owner alone, before anything is loaded.
 */
export function chooseDemoPassword(): string {
  const password = process.env["DEMO_PASSWORD"] || keptDemoPassword() || randomPassword();
  const path = passwordFile();
  mkdirSync(dataFolder(), { recursive: true, mode: 0o711 });
  writeFileSync(`${path}.new`, `${password}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
  return password;
}

/** Three groups of four, such as `k7qd-m2xp-9tbv`: 59 bits. */
function randomPassword(): string {
  const group = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return [group(), group(), group()].join("-");
}

function passwordFile(): string {
  return join(dataFolder(), "demo-password");
}
