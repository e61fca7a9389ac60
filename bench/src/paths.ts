import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The repository's folder, with a slash at its end. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The text of a statement of `bench/sql`. */
export function readSql(name: string): string {
  return readFileSync(`${ROOT}bench/sql/${name}.sql`, "utf8");
}
