import type { IncomingHttpHeaders } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";

/** Only Next's own pages send these; what a page cannot have sent makes Next fail. */
const STATE = "next-router-state-tree";

/** Whether the router state that a request claims to have, if any, is one that Next understands: asked of Next itself. */
export function hasSoundRouterState(headers: IncomingHttpHeaders): boolean {
  try {
    parseAndValidateFlightRouterState(headers[STATE]);
    return true;
  } catch {
    return false;
  }
}
