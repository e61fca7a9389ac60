/** Lines as programs have them: indented, ending in `;` `{` `}` `:` or `)`, or beginning with a word of a language. */
const CODE_LINE =
  /^(?:\s{2,}|\t)\S|[;{}]\s*$|\)\s*:?\s*$|^\s*(?:import|from|def|class|public|private|#include|using|function|const|let|var|return|if|for|while|print)\b/;

/** Whether a text is better read in letters of equal width: most of its lines look like a program's. */
export function isCode(text: string): boolean {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.length > 0 && lines.filter((line) => CODE_LINE.test(line)).length * 2 > lines.length;
}
