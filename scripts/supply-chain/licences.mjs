import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../lib/project.mjs";

/** Licences under which anybody may use and pass on what is built here, whatever they do with it. */
const ACCEPTED = [
  "MIT",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "0BSD",
  "BlueOak-1.0.0",
  "Unlicense",
  "MIT and ISC",
];

/** Packages under other licences, one by one, each with the reason why it may be used. */
export const EXCEPTIONS = new Map([
  ["lightningcss", "MPL-2.0: used unchanged, while styles are built; nothing of it is delivered"],
  ["axe-core", "MPL-2.0: used unchanged, in browser tests alone"],
  ["@axe-core/playwright", "MPL-2.0: used unchanged, in browser tests alone"],
  ["geist", "SIL Open Font License: a font, which may be delivered with whatever uses it"],
  ["caniuse-lite", "CC-BY-4.0: data for building styles; nothing of it is delivered"],
  ["elkjs", "EPL-2.0: comes with Prisma's development tools, and is not loaded"],
  [
    "@img/sharp-libvips",
    "LGPL-3.0: an image library that Next.js links to dynamically, unchanged, and that is not loaded: no page resizes images",
  ],
  ["seq-queue", "says MIT in its file LICENSE, and nothing in its package.json"],
]);

/** @typedef {{ name: string, version: string, licence: string }} Installed */

/** Every package that is installed, with the licence that it names. @returns {Installed[]} */
export function installedPackages() {
  const store = inRoot("node_modules/.pnpm");
  /** @type {Map<string, Installed>} */
  const found = new Map();
  for (const entry of readdirSync(store)) {
    for (const folder of packagesIn(join(store, entry, "node_modules"))) {
      const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const { name, version, license = "none" } = manifest;
      if (name)
        found.set(`${name}@${version}`, {
          name,
          version,
          licence: typeof license === "string" ? license : (license.type ?? "none"),
        });
    }
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Packages that really lie in a folder, and are not linked to. @param {string} folder @returns {string[]} */
function packagesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name.startsWith(".") || lstatSync(path).isSymbolicLink()) return [];
    if (name.startsWith("@")) return packagesIn(path);
    return existsSync(join(path, "package.json")) ? [path] : [];
  });
}

/** What may not be used as it stands. @param {Installed[]} packages @returns {Installed[]} */
export function unaccepted(packages) {
  return packages.filter(({ name, licence }) => !isAccepted(licence) && exceptionOf(name) === undefined);
}

/** Builds for one platform, such as `lightningcss-linux-x64-gnu`, are what they are builds of. @param {string} name */
export function exceptionOf(name) {
  return [...EXCEPTIONS.keys()].find(
    (known) => name === known || (name.startsWith(`${known}-`) && /-(linux|darwin|win32|freebsd|android)/.test(name)),
  );
}

/** Of several licences to choose from, one that is accepted suffices. @param {string} licence */
function isAccepted(licence) {
  return licence
    .replace(/^\(|\)$/g, "")
    .split(" OR ")
    .some((one) => ACCEPTED.includes(one));
}
