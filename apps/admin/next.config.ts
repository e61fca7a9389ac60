import { fileURLToPath } from "node:url";
import type { NextConfig } from "next";

const workspace = fileURLToPath(new URL("../..", import.meta.url));

const config: NextConfig = {
  transpilePackages: ["@tutor-times/api", "@tutor-times/client", "@tutor-times/core", "@tutor-times/db"],
  outputFileTracingRoot: workspace,
  turbopack: { root: workspace },
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are a check of their own (`pnpm types`), with the same compiler and the same configuration.
  typescript: { ignoreBuildErrors: true },
  experimental: { authInterrupts: true },
};

export default config;
