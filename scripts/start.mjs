// npm start. Only the version check lives here, in words that old versions of Node.js understand too.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > 20 || (major === 20 && minor >= 19)) {
  void import("./start/main.mjs").then(({ main }) => main());
} else {
  console.error(
    `Tutor Times needs Node.js 20.19 or newer, and this is ${process.versions.node}. Install a newer one and start again.`,
  );
  process.exitCode = 1;
}
