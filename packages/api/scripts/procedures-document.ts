import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A procedure as its router's file says it. */
export interface DescribedProcedure {
  readonly name: string;
  readonly kind: "query" | "mutation";
  /** The base procedure that it begins with. */
  readonly base: string;
  readonly description: string;
  readonly example: string;
}

/** What each base procedure of `trpc.ts` needs of a credential. */
const NEEDS: Record<string, (kind: DescribedProcedure["kind"]) => string> = {
  signedIn: (kind) => (kind === "query" ? "a sign-in, or a token that reads" : "a sign-in"),
  tracking: () => 'a sign-in, or a token with the scope "track"',
  ownSignIn: () => "a sign-in",
  reporting: () => 'a service account\'s token with the scope "report"',
};

const HEADER = `# Typed procedures

<!-- Made from packages/api/src/routers and packages/client/examples by \`pnpm generate:procedures\`: change those, and run
it again. -->

What \`createTutorTimesClient\` of \`@tutor-times/client\` offers beside the heartbeat (see packages/client/README.md). Every
example below is a file in \`packages/client/examples\` that the type checker compiles. Instants are
\`2025-10-08T05:04:00.000Z\`, dates \`2025-10-08\`, ids whole numbers; answers are plain JSON. A range of days that is not
given is the last seven, in the zone of the unit, else of the caller.

Who may call what, with which credential, is written out in \`apps/server/test/access-matrix/table.ts\`. An error has
\`data.code\` (\`UNAUTHORIZED\`, \`FORBIDDEN\`, \`NOT_FOUND\`, \`BAD_REQUEST\`, \`CONFLICT\`, …), \`data.field\` where one field is
to blame, and \`data.reason\`, which tells \`token_expired\` from \`unauthenticated\`.
`;

/** docs/procedures.md for the routers and examples of the repository at `root`. Throws if a procedure has no example. */
export function proceduresDocument(root: string): string {
  const procedures = describeProcedures(root);
  const routers = [...new Set(procedures.map(({ name }) => routerOf(name)))];
  const sections = routers.map((router) => [
    `## ${router}\n`,
    ...procedures.filter(({ name }) => routerOf(name) === router).map(renderProcedure),
  ]);
  return [HEADER, ...sections.flat()].join("\n");
}

/** Every procedure, router by router, in the order of their files. */
export function describeProcedures(root: string): DescribedProcedure[] {
  const examples = readExamples(join(root, "packages/client/examples"));
  const folder = join(root, "packages/api/src/routers");
  return typeScriptIn(folder).flatMap((file) => {
    const router = camelCase(file.replace(/\.ts$/, ""));
    return proceduresOf(readFileSync(join(folder, file), "utf8")).map((procedure) => {
      const name = `${router}.${procedure.name}`;
      const example = examples.get(name);
      if (example === undefined) throw new Error(`Write an example of ${name} into packages/client/examples.`);
      return { ...procedure, name, example };
    });
  });
}

function proceduresOf(source: string): Omit<DescribedProcedure, "example">[] {
  const start = new RegExp(`^ {2}/\\*\\*((?:(?!\\*/)[^])*)\\*/\\n {2}(\\w+): (${Object.keys(NEEDS).join("|")})\\b`, "gm");
  const starts = [...source.matchAll(start)];
  return starts.map((match, index) => {
    const [, comment = "", name = "", base = ""] = match;
    const body = source.slice(match.index, starts[index + 1]?.index);
    const kind = /\.mutation\(/.test(body) ? "mutation" : "query";
    return { name, kind, base, description: comment.replaceAll(/\s*\n\s*\* ?/g, " ").trim() };
  });
}

function readExamples(folder: string): Map<string, string> {
  const examples = new Map<string, string>();
  for (const file of typeScriptIn(folder)) {
    const source = readFileSync(join(folder, file), "utf8");
    const shared = /^const .*;$/m.exec(source)?.[0];
    for (const [, name = "", body = ""] of source.matchAll(/^ {2}"([\w.]+)": async \(client\) => \{\n([^]*?)^ {2}\},$/gm)) {
      const lines = body.replaceAll(/^ {4}/gm, "").trimEnd();
      const [variable = ""] = shared?.split(" ").slice(1, 2) ?? [];
      const needsShared = shared !== undefined && new RegExp(`\\.\\.\\.${variable}\\b`).test(lines);
      examples.set(name, needsShared ? `${shared}\n${lines}` : lines);
    }
  }
  return examples;
}

function renderProcedure({ name, kind, base, description, example }: DescribedProcedure): string {
  const need = NEEDS[base]?.(kind);
  if (need === undefined) throw new Error(`Say in NEEDS what procedures that begin with ${base} need.`);
  return `### ${name}\n\n${description}\n\n_A ${kind}; needs ${need}._\n\n\`\`\`ts\n${example}\n\`\`\`\n`;
}

function routerOf(name: string): string {
  return name.split(".")[0] ?? name;
}

function typeScriptIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".ts"))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

function camelCase(text: string): string {
  return text.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
