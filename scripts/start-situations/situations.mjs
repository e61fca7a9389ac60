import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expectRefusal } from "./expect-refusal.mjs";
import { fullDisks } from "./full-disks.mjs";
import { END_PATIENCE_MS, processesOf, processWith, startProduct, untilNothingRuns } from "./product.mjs";

/** @typedef {import("./product.mjs").Copy} Copy */
/** @typedef {{ name: string, try: (copy: Copy) => Promise<void> }} Situation */

/** @type {Situation[]} */
export const situations = [
  {
    name: "the first start of a fresh clone serves, and its accounts can sign in",
    async try(copy) {
      const product = startProduct(copy);
      const address = await product.ready();
      await expectDemo(address, product.output());
      assert.equal(statSync(join(copy.folder, ".data/demo-password")).mode & 0o777, 0o600);
      assert.equal(statSync(join(copy.folder, ".data/session-secret")).mode & 0o777, 0o600);
      await endWith(copy, product, () => process.kill(product.pid, "SIGTERM"));
    },
  },
  {
    name: "the second start does nothing that is not needed, and keeps the data",
    async try(copy) {
      const product = startProduct(copy);
      await expectDemo(await product.ready(), product.output());
      assert.equal(product.output().match(/nothing to do/g)?.length, 5, product.output());
      assert.doesNotMatch(product.output(), /Load the demo/);
      await endWith(copy, product, () => process.kill(product.pid, "SIGTERM"));
    },
  },
  {
    name: "after a change of one source only what is made of it is built again",
    async try(copy) {
      appendFileSync(join(copy.folder, "apps/server/src/main.ts"), "// Changed.\n");
      const product = startProduct(copy);
      await product.ready();
      assert.equal(product.output().match(/nothing to do/g)?.length, 4, product.output());
      assert.match(product.output(), /Build the server {2}\d/);
      await endWith(copy, product, () => process.kill(product.pid, "SIGTERM"));
    },
  },
  {
    name: "a second npm start on the same data is refused, and does not disturb the first",
    async try(copy) {
      const first = startProduct(copy);
      const address = await first.ready();
      await expectRefusal(
        startProduct(copy, { PORT: "0" }),
        new RegExp(`^Tutor Times already runs at ${address} \\(process \\d+\\)`, "m"),
      );
      await expectRefusal(startProduct(copy), new RegExp(`^Tutor Times already runs at ${address} \\(process \\d+\\)`, "m"));
      assert.equal(statSync(join(copy.folder, ".data/running")).mode & 0o777, 0o600);
      assert.ok((await fetch(`${address}/healthz`)).ok);
      await endWith(copy, first, () => process.kill(first.pid, "SIGTERM"));
    },
  },
  {
    name: "two at once, with data of their own, do not meet",
    async try(copy) {
      const first = startProduct(copy);
      const second = startProduct(copy, { PORT: "0", DATA_DIR: join(copy.folder, ".data-of-second") });
      await expectDemo(await first.ready(), first.output());
      await expectDemo(await second.ready(), second.output());
      process.kill(second.pid, "SIGTERM");
      await second.ended;
      await endWith(copy, first, () => process.kill(first.pid, "SIGTERM"));
    },
  },
  {
    name: "DEMO=off starts empty, and create-admin makes the first account",
    async try(copy) {
      const env = { DEMO: "off", DATA_DIR: join(copy.folder, ".data-of-nobody") };
      const product = startProduct(copy, env);
      const address = await product.ready();
      assert.match(product.output(), /create-admin/);
      const admin = [
        "run",
        "--silent",
        "tutor-times",
        "--",
        "create-admin",
        "--username",
        "first",
        "--email",
        "first@example.edu",
      ];
      const made = spawnSync("npm", admin, {
        cwd: copy.folder,
        env: { ...process.env, ...env, PASSWORD: "a long password" },
        encoding: "utf8",
      });
      assert.equal(made.status, 0, made.stderr);
      assert.equal(await signIn(address, "first", "a long password"), 201);
      await endWith(copy, product, () => process.kill(product.pid, "SIGTERM"));
    },
  },
  {
    name: "beyond this computer it starts empty, too",
    async try(copy) {
      const product = startProduct(copy, { HOST: "0.0.0.0", DATA_DIR: join(copy.folder, ".data-of-all") });
      await product.ready();
      assert.match(product.output(), /create-admin/);
      assert.match(product.output(), /others can reach it/);
      await endWith(copy, product, () => process.kill(product.pid, "SIGTERM"));
    },
  },
  {
    name: "beyond this computer it does not show the demo that is there, unless that is asked for",
    async try(copy) {
      await expectRefusal(startProduct(copy, { HOST: "0.0.0.0" }), /^This database holds the demo, and with HOST=0\.0\.0\.0/m);
      await untilNothingRuns(copy.folder, END_PATIENCE_MS);
      const asked = startProduct(copy, { HOST: "0.0.0.0", DEMO: "on" });
      await expectDemo(await asked.ready(), asked.output());
      await endWith(copy, asked, () => process.kill(asked.pid, "SIGTERM"));
    },
  },
  {
    name: "DEMO=off on a database that holds the demo does not announce its password",
    async try(copy) {
      const product = startProduct(copy, { DEMO: "off" });
      await product.ready();
      assert.match(product.output(), /DEMO=off does not take it away/);
      assert.doesNotMatch(product.output(), new RegExp(readFileSync(join(copy.folder, ".data/demo-password"), "utf8").trim()));
      await endWith(copy, product, () => process.kill(product.pid, "SIGTERM"));
    },
  },
  {
    name: "SIGTERM in the midst of a start ends it with a sentence and without success",
    async try(copy) {
      rmSync(join(copy.folder, ".stamps/build-server"), { force: true });
      const product = startProduct(copy);
      while (!product.output().includes("Bring the schema up to date")) await Promise.race([wait(20), product.ended]);
      process.kill(product.pid, "SIGTERM");
      assert.equal(await product.ended, 143, product.output());
      assert.match(product.output(), /^Stopped before it was ready, by SIGTERM\./m);
      assert.doesNotMatch(product.output(), /✗/);
      await untilNothingRuns(copy.folder, END_PATIENCE_MS);
    },
  },
  ...["npm", "scripts/start.mjs", "start-database", "apps/server/dist/main.js"].map(killed),
  {
    name: "a PostgreSQL that is killed comes back by itself",
    async try(copy) {
      const product = startProduct(copy);
      const address = await product.ready();
      const guards = () => processesOf(copy.folder).filter(({ command }) => command.includes("tutor-times-guard")).length;
      const before = guards();
      for (const times of [1, 2]) {
        process.kill(processWith(copy.folder, "bin/postgres -D"), "SIGKILL");
        for (let tries = 0; product.output().match(/PostgreSQL is back after/g)?.length !== times; tries++) {
          await wait(200);
          assert.ok(tries < 150, `Not back after ${tries} tries:\n${product.output()}`);
        }
        assert.equal(product.output().match(/PostgreSQL has ended unexpectedly and is started again/g)?.length, times);
      }
      for (let tries = 0; !(await fetch(`${address}/healthz`)).ok || guards() !== before; tries++) {
        await wait(200);
        assert.ok(tries < 150, `${guards()} guards instead of ${before}, or no health:\n${product.output()}`);
      }
      await expectDemo(address, product.output());
      await endWith(copy, product, () => process.kill(product.pid, "SIGTERM"));
    },
  },
  {
    name: "a port that is taken is said in a sentence",
    async try(copy) {
      const squatter = createServer().listen(0, "127.0.0.1");
      await new Promise((resolve) => squatter.once("listening", resolve));
      const address = squatter.address();
      const port = typeof address === "object" ? String(address?.port) : "";
      try {
        await expectRefusal(startProduct(copy, { PORT: port }), /^Port \d+ of 127\.0\.0\.1 is taken by another program\./m);
      } finally {
        squatter.close();
      }
      await untilNothingRuns(copy.folder, END_PATIENCE_MS);
    },
  },
  refusal("PORT=port", { PORT: "port" }, /^PORT is "port", and must be a number/m),
  refusal(
    "a HOST that is not this computer's",
    { HOST: "203.0.113.7" },
    /^HOST is "203\.0\.113\.7", which is no address of this computer/m,
  ),
  refusal("a DATABASE_URL that is none", { DATABASE_URL: "mysql://x" }, /^DATABASE_URL must look like/m),
  refusal(
    "a DATABASE_URL where nothing listens",
    { DATABASE_URL: "postgres://me:secret@127.0.0.1:9/none" },
    /^Nothing listens at 127\.0\.0\.1:9, which DATABASE_URL names: start the PostgreSQL there/m,
  ),
  refusal(
    "a data folder that cannot be made",
    { DATA_DIR: "/proc/nowhere" },
    /^The data folder \/proc\/nowhere cannot be used|may not write in the data folder/m,
  ),
  refusal(
    "too old a Node.js",
    { NODE_OPTIONS: "--require=./old-node.cjs" },
    /needs Node\.js 20\.19 or newer, and this is 18\.20\.4/,
  ),
  ...fullDisks,
  {
    name: "a lockfile that does not fit is said in a sentence",
    async try(copy) {
      const path = join(copy.folder, "apps/cli/package.json");
      const before = readFileSync(path, "utf8");
      writeFileSync(path, before.replace('"dependencies": {', '"dependencies": {\n    "left-pad": "1.3.0",'));
      try {
        await expectRefusal(startProduct(copy), /^pnpm-lock\.yaml does not fit the package\.json files\./m);
      } finally {
        writeFileSync(path, before);
      }
      await untilNothingRuns(copy.folder, END_PATIENCE_MS);
    },
  },
  {
    name: "a database that newer code has changed is refused",
    async try(copy) {
      const migration = join(copy.folder, "prisma/migrations/29990101000000_newer");
      const dataDir = join(copy.folder, ".data-of-tomorrow");
      mkdirSync(migration);
      writeFileSync(join(migration, "migration.sql"), "CREATE TABLE tomorrow (id int);\n");
      const newer = startProduct(copy, { DATA_DIR: dataDir, DEMO: "off" });
      await newer.ready();
      await endWith(copy, newer, () => process.kill(newer.pid, "SIGTERM"));
      rmSync(migration, { recursive: true });
      await expectRefusal(startProduct(copy, { DATA_DIR: dataDir }), /newer/);
      await untilNothingRuns(copy.folder, END_PATIENCE_MS);
    },
  },
];

/** SIGKILL for one process of the running product: all others end, and the next start works. @param {string} part @returns {Situation} */
function killed(part) {
  return {
    name: `kill -9 of ${part} stops everything, and the next start works`,
    async try(copy) {
      const product = startProduct(copy);
      await product.ready();
      process.kill(part === "npm" ? product.pid : processWith(copy.folder, part), "SIGKILL");
      await untilNothingRuns(copy.folder, END_PATIENCE_MS);
      const next = startProduct(copy);
      await expectDemo(await next.ready(), next.output());
      await endWith(copy, next, () => process.kill(next.pid, "SIGTERM"));
    },
  };
}

/** @param {string} what @param {Record<string, string>} env @param {RegExp} sentence @returns {Situation} */
function refusal(what, env, sentence) {
  return {
    name: `${what} is said in a sentence`,
    async try(copy) {
      const old = join(copy.folder, "old-node.cjs");
      writeFileSync(old, 'Object.defineProperty(process.versions, "node", { value: "18.20.4" });\n');
      await expectRefusal(startProduct(copy, env), sentence);
      rmSync(old);
      await untilNothingRuns(copy.folder, END_PATIENCE_MS);
    },
  };
}

/** @param {string} address @param {string} output */
async function expectDemo(address, output) {
  const password = /with the password {2}(\S+)/.exec(output)?.[1] ?? "";
  for (const username of ["ada", "cho", "root", "sam"]) assert.equal(await signIn(address, username, password), 201, username);
}

/** The status of the answer. @param {string} address @param {string} username @param {string} password */
async function signIn(address, username, password) {
  const body = JSON.stringify({ username, password, remember: false });
  const response = await fetch(`${address}/api/auth`, { method: "POST", headers: { "content-type": "application/json" }, body });
  return response.status;
}

/** @param {Copy} copy @param {import("./product.mjs").Product} product @param {() => void} how */
async function endWith(copy, product, how) {
  how();
  await product.ended;
  await untilNothingRuns(copy.folder, END_PATIENCE_MS);
  assert.ok(!existsSync(join(copy.folder, ".data/running")), "the claim on the data folder is given back");
}
