"use client";

import ErrorPage from "./(signed-in)/error";

/** For what fails around the pages: the frame itself, or the sign-in page. */
export default function OuterErrorPage(given: { error: unknown; retry: () => void }) {
  return (
    <main>
      <ErrorPage {...given} />
    </main>
  );
}
