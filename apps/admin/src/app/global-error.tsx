"use client";

import ErrorPage from "./(signed-in)/error";
import "./globals.css";

/** For what fails around all pages, the frame of HTML included, which it therefore brings along. */
export default function GlobalErrorPage({ error }: { error: unknown }) {
  return (
    <html lang="en-AU">
      <head>
        <title>This page could not be shown · Tutor Times</title>
      </head>
      <body>
        <main>
          <ErrorPage error={error} retry={() => window.location.reload()} />
        </main>
      </body>
    </html>
  );
}
