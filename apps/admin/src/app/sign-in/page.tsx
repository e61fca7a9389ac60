import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { oidcSettings, takesPasswords } from "../../auth/oidc-settings";
import { SignInForm } from "../../auth/sign-in-form";
import { safeNext } from "../../auth/sign-in-href";
import { signInProblem } from "../../auth/sign-in-problem";
import { SingleSignOn } from "../../auth/single-sign-on";
import { pageViewer } from "../../auth/viewer";
import { Brand } from "../../design/brand";
import { Problem } from "../../design/notice";
import type { SearchParams } from "../../filters/query";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [given, { viewer, expired }] = await Promise.all([searchParams, pageViewer()]);
  const next = safeNext([given["next"]].flat()[0]);
  if (viewer !== null) redirect(next);
  const problem = signInProblem([given["error"]].flat()[0]);
  const settings = oidcSettings();
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col justify-center px-4 py-10">
      <div className="mb-8 flex items-center gap-3">
        <Brand className="size-9" />
        <div>
          <h1 className="text-xl font-semibold tracking-tight">Sign in to Tutor Times</h1>
          <p className="text-sm text-muted">How long marking takes, without a timer.</p>
        </div>
      </div>
      {expired && (
        <p className="mb-4 rounded-lg bg-warn-soft px-4 py-2.5 text-sm text-warn">
          You were signed out because nothing happened for a while.
        </p>
      )}
      {problem !== null && (
        <div className="mb-4">
          <Problem title={problem} />
        </div>
      )}
      <div className="flex flex-col gap-6">
        {settings !== null && <SingleSignOn name={settings.OIDC_NAME} next={next} />}
        {takesPasswords() && <SignInForm next={next} />}
      </div>
    </main>
  );
}
