import Link from "next/link";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { Account } from "../../auth/account";
import { pageViewer } from "../../auth/viewer";
import { Brand } from "../../design/brand";
import { ChoosingProvider } from "../../design/choosing";
import { NavLink } from "../../design/nav-link";
import { THEME_COOKIE, themeOf } from "../../design/theme";
import { Procedures } from "../../trpc/client";

/** The frame around every page of somebody who signed in. It guards nothing: each page asks for what it shows. */
export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const [{ viewer }, jar] = await Promise.all([pageViewer(), cookies()]);
  if (viewer === null) return children;
  const { scope, user } = viewer;
  const isStaff = scope.isAdmin || scope.convenes.length + scope.tutors.length + scope.taught.length > 0;
  return (
    <Procedures>
      <a
        href="#content"
        className="sr-only rounded-lg bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-30"
      >
        Skip to the content
      </a>
      <header className="top-0 z-10 border-b border-line bg-surface xl:sticky print:hidden">
        <div className="page-width flex flex-wrap items-center gap-x-4 px-4 sm:px-6 xl:h-14 xl:flex-nowrap">
          <Link href="/" className="flex h-12 shrink-0 items-center gap-2 font-semibold tracking-tight whitespace-nowrap xl:h-14">
            <Brand className="size-6" />
            Tutor Times
          </Link>
          <nav
            aria-label="Main"
            className="order-last -mx-2 flex w-full flex-wrap gap-x-1 pb-2 xl:order-none xl:mx-0 xl:w-auto xl:flex-nowrap xl:pb-0"
          >
            {isStaff && (
              <>
                <NavLink href="/">My marking</NavLink>
                <NavLink href="/week">Week</NavLink>
                <NavLink href="/sessions">Sessions</NavLink>
                <NavLink href="/where">Where it went</NavLink>
                <NavLink href="/desk">Marking desk</NavLink>
              </>
            )}
            {(scope.isAdmin || scope.convenes.length > 0) && <NavLink href="/units">Units</NavLink>}
            {scope.isAdmin && <NavLink href="/admin">Administration</NavLink>}
          </nav>
          <div className="ml-auto">
            <Account
              name={`${user.firstName} ${user.lastName}`}
              line={user.email}
              theme={themeOf(jar.get(THEME_COOKIE)?.value)}
            />
          </div>
        </div>
      </header>
      <p className="hidden text-muted print:block">
        Tutor Times, for{" "}
        <bdi>
          {user.firstName} {user.lastName}
        </bdi>
      </p>
      <main id="content" tabIndex={-1} className="page-width px-4 py-6 outline-none sm:px-6 print:max-w-none print:p-0">
        <ChoosingProvider>{children}</ChoosingProvider>
      </main>
    </Procedures>
  );
}
