import { availableParallelism } from "node:os";

/** V8 would start four threads to help with garbage and compiling, which on a small machine take turns with what they help. */
const HELPERS = Math.min(4, Math.max(1, availableParallelism() - 1));

/**
 * What the server's environment says of memory and of threads. Left to itself glibc's allocator gives each thread an arena, and keeps in them what
 * hashing a password took, some tens of megabytes each: more than the server otherwise needs. Elsewhere that means nothing. And
 * V8 lets short-lived objects pile up to three times 16 MB before it looks at them; a list of a term is nothing but such.
 * What the operator says of Node.js comes last and so counts.
 */
export const MEMORY = {
  MALLOC_ARENA_MAX: "2",
  MALLOC_TRIM_THRESHOLD_: "131072",
  NODE_OPTIONS: `--max-semi-space-size=8 --v8-pool-size=${HELPERS} ${process.env.NODE_OPTIONS ?? ""}`.trim(),
};
