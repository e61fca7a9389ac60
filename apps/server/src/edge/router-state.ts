import type { IncomingHttpHeaders } from "node:http";

/** Only Next's own pages send these; what a page cannot have sent makes Next fail. */
const STATE = "next-router-state-tree";

/** Whether the router state that a request claims to have, if any, is one that a page of ours could have sent. */
export function hasSoundRouterState(headers: IncomingHttpHeaders): boolean {
  const state = headers[STATE];
  if (state === undefined) return true;
  try {
    return typeof state === "string" && isSegmentTree(JSON.parse(decodeURIComponent(state)), 0);
  } catch {
    return false;
  }
}

/** `[segment, { name: subtree, … }, …]`, where a segment is its name or a list that describes it. */
function isSegmentTree(tree: unknown, depth: number): boolean {
  if (!Array.isArray(tree) || depth > 50) return false;
  const [segment, below] = tree as unknown[];
  const isSegment = typeof segment === "string" || (Array.isArray(segment) && typeof segment[0] === "string");
  if (!isSegment || typeof below !== "object" || below === null || Array.isArray(below)) return false;
  return Object.values(below).every((subtree) => isSegmentTree(subtree, depth + 1));
}
