/**
 * A key by which the server knows the same act sent twice, to be spread into its input. Nothing on pages that are served
 * without HTTPS from elsewhere than this machine: there, browsers make no UUIDs.
 */
export function freshKey(): { idempotencyKey?: string } {
  return globalThis.isSecureContext ? { idempotencyKey: crypto.randomUUID() } : {};
}
