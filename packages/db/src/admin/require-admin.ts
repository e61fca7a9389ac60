import { DomainError } from "@tutor-times/core/errors";
import type { Scope } from "@tutor-times/core/viewer";

/** Lets pass admins alone. `what` says in the refusal what only they do. Throws DomainError `forbidden`. */
export function requireAdmin(scope: Scope, what: string): void {
  if (!scope.isAdmin) throw new DomainError("forbidden", `Only administrators ${what}.`);
}
