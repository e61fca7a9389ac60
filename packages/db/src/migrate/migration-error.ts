/** Why a database cannot be brought to the schema of this code, in one sentence for the person at the keyboard. */
export class MigrationError extends Error {
  override readonly name = "MigrationError";
}
