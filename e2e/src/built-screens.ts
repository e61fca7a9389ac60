import { readFileSync } from "node:fs";

const ROUTES = new URL("../../apps/admin/.next/app-path-routes-manifest.json", import.meta.url);

/** The paths of all screens, as they were built, with `[names]` for what they name: a new one is here as soon as it is there. */
export function builtScreens(): string[] {
  const routes = Object.entries(JSON.parse(readFileSync(ROUTES, "utf8")) as Record<string, string>);
  return routes.filter(([file, path]) => file.endsWith("/page") && !path.startsWith("/_")).map(([, path]) => path);
}
