// npm test. Only the version check lives here, in words that old versions of Node.js understand too.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > 20 || (major === 20 && minor >= 19)) {
  void import("./test-run/main.mjs").then(({ main }) => main(process.argv.slice(2)));
} else {
  console.error(`The tests need Node.js 20.19 or newer, and this is ${process.versions.node}.`);
  process.exitCode = 1;
}
