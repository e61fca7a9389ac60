/**
 * What glibc's allocator is told in the server's environment. Left to itself it gives each thread an arena, and keeps in them what
 * hashing a password took, some tens of megabytes each: more than the server otherwise needs. Elsewhere it means nothing.
 */
export const ALLOCATOR = { MALLOC_ARENA_MAX: "2", MALLOC_TRIM_THRESHOLD_: "131072" };
