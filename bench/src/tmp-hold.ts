import { writeFileSync, existsSync } from "node:fs";
import { startDatabase } from "./database";
import { termsOf } from "./data";
const database = await startDatabase(termsOf(900));
writeFileSync("/tmp/hold.url", database.url);
while (!existsSync("/tmp/hold.stop")) await new Promise((r) => setTimeout(r, 500));
await database.stop();
