/** The `Content-Disposition` of a file to keep; what a file's name should not hold becomes a hyphen. */
export function attachment(filename: string): string {
  return `attachment; filename="${filename.replaceAll(/[^\w.-]+/g, "-")}"`;
}
