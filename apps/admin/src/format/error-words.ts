/** What went wrong with a request, for people: the server's own words, or that it could not be reached. */
export function errorWords(error: { readonly message: string; readonly data?: unknown }): string {
  const answered = error.data !== undefined && error.data !== null;
  return answered ? error.message : "The server could not be reached. Nothing is lost: try again.";
}
