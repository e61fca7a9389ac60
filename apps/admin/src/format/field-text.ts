/** What somebody typed into the field `name` of a form; empty where there is no such field. */
export function fieldText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
