// Writes docs/data-model.md from prisma/schema.prisma.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../src/locate";
import { parseSchema } from "./data-model/parse-schema";
import { renderDataModel } from "./data-model/render-data-model";

const schema = readFileSync(join(projectFolder(), "prisma", "schema.prisma"), "utf8");
mkdirSync(join(projectFolder(), "docs"), { recursive: true });
writeFileSync(join(projectFolder(), "docs", "data-model.md"), renderDataModel(parseSchema(schema)));
