import { explainError, UsageError } from "./explain-error";

/** What a command's file gives. `run` resolves to the exit code; nothing means 0. */
interface Command {
  readonly run: (args: string[]) => Promise<number | void>;
}

const COMMANDS: Record<string, { usage: string; summary: string; load: () => Promise<Command> }> = {
  "start-database": {
    usage: "start-database [--json]",
    summary: "start the embedded PostgreSQL and keep it until this command ends",
    load: () => import("./commands/start-database"),
  },
  migrate: {
    usage: "migrate",
    summary: "bring the database to the schema of this version",
    load: () => import("./commands/migrate"),
  },
  demo: {
    usage: "demo [--scale N] [--seed N]",
    summary: "fill an empty database with two units and a term of marking",
    load: () => import("./commands/demo"),
  },
  prepare: {
    usage: "prepare [--demo]",
    summary: "what npm start does before it serves: migrate, and fill an empty database with the demo",
    load: () => import("./commands/prepare"),
  },
  "create-admin": {
    usage: "create-admin [--username NAME] [--email ADDRESS] [--first-name NAME] [--last-name NAME]",
    summary: "make an account that may do everything; asks for what is not given, the password may be in PASSWORD",
    load: () => import("./commands/create-admin"),
  },
  "set-password": {
    usage: "set-password --username NAME",
    summary: "give somebody a new password and sign them out everywhere; asked for, or taken from PASSWORD",
    load: () => import("./commands/set-password"),
  },
  conformance: {
    usage: "conformance [FILE]",
    summary: "run worked cases of the rules from a file against a real PostgreSQL",
    load: () => import("./conformance/run"),
  },
  recompute: {
    usage: "recompute UNIT --from DATE [--timetable] [--apply]",
    summary: "derive a unit's sessions again from stored evidence; shows the difference, --apply makes it",
    load: () => import("./commands/recompute"),
  },
  doctor: {
    usage: "doctor",
    summary: "look at Node.js, port, rights, disk, database, browser and clock, and say what is wrong",
    load: () => import("./commands/doctor"),
  },
};

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: string[]): Promise<number> {
  const command = name === undefined ? undefined : COMMANDS[name];
  if (command === undefined) {
    const wanted = name === undefined || name === "help" || name === "--help" || name === "-h";
    if (!wanted) console.error(`There is no command "${name}".\n`);
    console.log(overview());
    return wanted ? 0 : 2;
  }
  if (args.includes("--help") || args.includes("-h")) {
    console.log(`Usage: tutor-times ${command.usage}\n\n${command.summary}`);
    return 0;
  }
  try {
    const { run } = await command.load();
    return (await run(args)) ?? 0;
  } catch (error) {
    console.error(explainError(error));
    if (error instanceof UsageError) console.error(`Usage: tutor-times ${command.usage}`);
    return error instanceof UsageError ? 2 : 1;
  }
}

function overview(): string {
  const width = Math.max(...Object.values(COMMANDS).map(({ usage }) => usage.length));
  const lines = Object.values(COMMANDS).map(({ usage, summary }) =>
    width < 40 || usage.length < 40 ? `  ${usage.padEnd(30)} ${summary}` : `  ${usage}\n  ${"".padEnd(30)} ${summary}`,
  );
  return [
    "Usage: tutor-times COMMAND [OPTION…]",
    "",
    ...lines,
    "",
    "DATABASE_URL names the database; without it the embedded one of DATA_DIR is used (default: .data of the project).",
  ].join("\n");
}
