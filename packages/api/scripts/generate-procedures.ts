import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "@tutor-times/db/locate";
import { proceduresDocument } from "./procedures-document";

// Writes docs/procedures.md. `pnpm generate:procedures`
const root = projectFolder();
writeFileSync(join(root, "docs", "procedures.md"), proceduresDocument(root));
