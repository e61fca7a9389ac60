import { resolve } from "node:path";
import { projectFolder } from "@tutor-times/db/locate";

/** Where this installation keeps the embedded database and its secrets: `DATA_DIR`, else `.data` of the project. */
export function dataFolder(): string {
  const given = process.env["DATA_DIR"];
  return given ? resolve(process.env["INIT_CWD"] || process.cwd(), given) : resolve(projectFolder(), ".data");
}
