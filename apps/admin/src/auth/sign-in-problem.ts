/** Why the university's word did not suffice, by the word for it in the address of the sign-in page. */
const REASONS: Record<string, string> = {
  closed: "Your account here is closed. Ask an administrator of Tutor Times to open it again.",
  taken:
    "There is an account here with your username or e-mail address that is not known to be yours. Ask an administrator of Tutor Times.",
  incomplete: "Your university says too little about you: Tutor Times needs an e-mail address. Ask an administrator.",
  AccessDenied: "Your university did not let you in.",
};

/** A sentence for what the address of the sign-in page says went wrong; null if it says nothing. */
export function signInProblem(error: string | undefined): string | null {
  if (error === undefined || error === "") return null;
  return (Object.hasOwn(REASONS, error) ? REASONS[error] : undefined) ?? "Signing in did not work. Try again from here.";
}
